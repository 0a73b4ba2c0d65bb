"""A small transformer encoder in torch, and its way into ONNX: what all heads share."""
