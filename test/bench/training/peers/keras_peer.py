"""Keras on TensorFlow: `keras_peer.py FAMILY WINDOWS VARIANT`, where VARIANT is `jit` or `graph`."""

import os
import resource
import sys

threads = int(os.environ.get("BENCH_THREADS", "1"))
os.environ["KERAS_BACKEND"] = "tensorflow"
import tensorflow as tf  # noqa: E402

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
import keras  # noqa: E402
from keras import layers  # noqa: E402

from serve import answer, clock, next_command  # noqa: E402
from windows import arrange, read_windows  # noqa: E402

CLASSES = 12
BATCHES_TO_PREDICT = (128, 512, 1024)


def convolutions(maps=16, kernel=5, pool=2):
    for _ in range(2):
        yield layers.Conv2D(maps, (1, kernel), padding="same", activation="relu")
        yield layers.MaxPooling2D((1, pool))


def with_dropout(layer, rate):
    yield layer
    if rate > 0:
        yield layers.Dropout(rate)


def recurrent(units, rate):
    for index, width in enumerate(units):
        yield from with_dropout(layers.LSTM(width, return_sequences=index < len(units) - 1), rate)


def dense(units, rate):
    for width in units:
        yield from with_dropout(layers.Dense(width, activation="relu"), rate)


def build(family, units=None, maps=16, kernel=5, pool=2, dropout=0.5):
    """A model of the report, its output the logits; the baseline unless told otherwise."""
    defaults = {"mlp": [128, 128], "lstm": [64, 64], "cnn": [32], "cnn_lstm": [32]}
    units = units or defaults[family]
    steps = 100 // pool // pool
    if family == "mlp":
        parts = [layers.Input((5200,)), *dense(units, dropout)]
    elif family == "lstm":
        parts = [layers.Input((100, 52)), *recurrent(units, dropout)]
    else:
        parts = [layers.Input((52, 100)), layers.Reshape((52, 100, 1)), *convolutions(maps, kernel, pool)]
        if family == "cnn":
            parts += [layers.Flatten(), *dense(units, dropout)]
        else:
            parts += [layers.Permute((2, 1, 3)), layers.Reshape((steps, 52 * maps)), *recurrent(units, dropout)]
    return keras.Sequential([*parts, layers.Dense(CLASSES)])


def compiled(model, variant, rate=0.001):
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=variant == "jit",
    )
    return model


class Serving(keras.callbacks.Callback):
    """Holds `fit` before each epoch until it is asked for; predicts in between."""

    def __init__(self, validation):
        super().__init__()
        self.validation = tf.constant(validation)
        self.batch = None

    def on_epoch_begin(self, epoch, logs=None):
        while True:
            command = next_command()
            if command == "infer":
                self.infer()
            elif command == "epoch":
                break
            else:
                sys.exit(0)
        self.started = clock()

    def on_epoch_end(self, epoch, logs=None):
        seconds = clock() - self.started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer(seconds=seconds, loss=float(logs["loss"]), megabytes=peak)

    def infer(self):
        if self.batch is None:
            self.batch = min(BATCHES_TO_PREDICT, key=lambda size: min(self.predict(size) for _ in range(3)))
        answer(seconds=self.predict(self.batch), batch=self.batch)

    def predict(self, size):
        started = clock()
        logits = self.model.predict(self.validation, batch_size=size, verbose=0)
        assert len(logits.argmax(axis=1)) == len(self.validation)
        return clock() - started


def main(family, path, variant):
    training, labels, validation, _ = read_windows(path)
    model = compiled(build(family), variant)
    answer(
        name=f"Keras {keras.__version__} on TensorFlow {tf.__version__}",
        parameters=model.count_params(),
        variant=variant,
    )
    serving = Serving(arrange(validation, family))
    inputs = arrange(training, family)
    model.fit(inputs, labels, batch_size=128, epochs=10**6, verbose=0, callbacks=[serving])


if __name__ == "__main__":
    main(*sys.argv[1:])
