"""How a trained model becomes the onnx file that the package reads: weights of eight bits, for a processor."""

import math
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

SMALL = 32_768  # numbers of a table


def write(
    model: torch.nn.Module,
    inputs: Mapping[str, torch.Tensor],
    outputs: list[str],
    axes: Mapping[str, dict[int, str]],
    target: Path,
    full: bool = False,
) -> None:
    """Writes `model` to `target`. `axes` names the dimensions of inputs and outputs that differ from call to call;
    `full` keeps weights of 32 bits."""
    model.eval()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model, tuple(inputs.values()), str(whole), input_names=list(inputs), output_names=outputs,
            opset_version=17, dynamic_axes=dict(axes), dynamo=False,
        )  # fmt: skip
        if full:
            shutil.copy(whole, target)
        else:
            # Seven of the eight bits, and a scale a column: processors without VNNI would overflow otherwise.
            quantize_dynamic(
                whole, target, nodes_to_exclude=kept_whole(onnx.load(whole).graph),
                weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            )  # fmt: skip
            made = onnx.load(target)
            quantized_once(made.graph)
            onnx.checker.check_model(made)
            onnx.save(made, target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def kept_whole(graph: onnx.GraphProto) -> list[str]:
    """What keeps weights of 32 bits: the look-ups in small tables, as to make numbers of their eight bits at each place
    costs more than the tables do, and products with a stack of matrices, which cannot have a scale a column."""
    sizes = {table.name: tuple(table.dims) for table in graph.initializer}
    tables = {name for name, size in sizes.items() if math.prod(size) < SMALL}
    stacks = {name for name, size in sizes.items() if len(size) > 2}
    return [
        node.name
        for node in graph.node
        if (node.op_type == "Gather" and node.input[0] in tables)
        or (node.op_type == "MatMul" and not stacks.isdisjoint(node.input))
    ]


def quantized_once(graph: onnx.GraphProto) -> None:
    """Where numbers are padded, cut and put side by side before they become eight bits, they become so first: each is
    quantized once, and less is moved. The scale is the same, as padding is naught."""
    by_output = {name: node for node in graph.node for name in node.output}
    for quantize in [node for node in graph.node if node.op_type == "DynamicQuantizeLinear"]:
        beside = by_output.get(quantize.input[0])
        cuts = [by_output.get(name) for name in beside.input] if beside is not None else []
        pads = {cut.input[0] if cut is not None and cut.op_type == "Slice" else "" for cut in cuts}
        pad = by_output.get(pads.pop()) if len(pads) == 1 else None
        if beside is None or beside.op_type != "Concat" or pad is None or pad.op_type != "Pad":
            continue
        moved, (small, _, naught) = beside.output[0], quantize.output
        beside.output[0] = small  # the scale and the naught stay those of `quantize`
        quantize.input[0], quantize.output[0] = pad.input[0], f"{moved}_small"
        pad.input[0] = f"{moved}_small"
        del pad.input[2:]
        pad.input.append(naught)
        graph.node.remove(quantize)
        graph.node.insert(list(graph.node).index(pad), quantize)
        del graph.value_info[:]  # what is moved has another type now
