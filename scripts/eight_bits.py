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
                whole, target, nodes_to_exclude=looked_up_often(onnx.load(whole).graph),
                weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            )  # fmt: skip
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def looked_up_often(graph: onnx.GraphProto) -> list[str]:
    """The look-ups in small tables: to make numbers of their eight bits at each place costs more than the tables do."""
    sizes = {table.name: math.prod(table.dims) for table in graph.initializer}
    return [node.name for node in graph.node if node.op_type == "Gather" and sizes.get(node.input[0], SMALL) < SMALL]
