"""
Keras as somebody would run a study with it: `keras_whole.py WINDOWS` trains the models it is told, one line of JSON each,
scores them on all windows and times five passes over the validation windows, as the report's jobs do. No XLA: for three
epochs it compiles longer than it saves.
"""

import json
import resource
import statistics
import sys

import keras
import numpy as np

from keras_peer import CLASSES, build, compiled
from serve import answer, clock, next_command
from windows import arrange, read_windows


PASSES = 5


def timed(work):
    started = clock()
    work()
    return clock() - started


def mean_f1(labels, predicted):
    confusion = np.zeros((CLASSES, CLASSES))
    np.add.at(confusion, (labels, predicted), 1)
    found = 2 * confusion.diagonal()
    return float(np.mean(found / np.maximum(confusion.sum(0) + confusion.sum(1), 1)))


def study(given, sets, labels):
    keras.backend.clear_session()
    epochs, batch = given.pop("epochs"), given.pop("batch", 128)
    model = compiled(build(**given), "graph")
    inputs = [arrange(windows, given["family"]) for windows in sets]
    model.fit(inputs[0], labels[0], batch_size=batch, epochs=epochs, verbose=0)
    predicted = [model.predict(windows, batch_size=512, verbose=0).argmax(axis=1) for windows in inputs]
    scores = [mean_f1(true, classes) for true, classes in zip(labels, predicted)]
    passes = [timed(lambda: model.predict(inputs[1], batch_size=512, verbose=0)) for _ in range(PASSES)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer(
        parameters=model.count_params(), f1=scores[1], inference=statistics.median(passes), megabytes=peak
    )


def main(path):
    training, training_labels, validation, validation_labels = read_windows(path)
    answer(name=f"Keras {keras.__version__}")
    while (command := next_command()) != "end":
        study(json.loads(command), (training, validation), (training_labels, validation_labels))


if __name__ == "__main__":
    main(*sys.argv[1:])
