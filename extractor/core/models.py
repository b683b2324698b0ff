"""Where the models of this package lie."""

from pathlib import Path


def model_folder(name: str) -> Path | None:
    """The folder of a model: of the package, by its name, or any other; None where no `model.onnx` is in it."""
    package = Path(__file__).parent.parent
    inside = package / "models"
    home = inside if inside.is_dir() else package.parent / "models"  # in the wheel, or beside the sources
    return next((path for path in (home / name, Path(name)) if (path / "model.onnx").is_file()), None)
