"""PyTorch: `torch_peer.py FAMILY WINDOWS VARIANT`, where VARIANT is `plain` or `channels-last` (convolutions only)."""

import os
import resource
import sys

import torch
from torch import nn

from serve import answer, clock, next_command
from windows import arrange, read_windows

CLASSES = 12
BATCHES_TO_PREDICT = (128, 512, 1024)


def initialise(module):
    """Glorot's uniform distribution and zeros; orthogonal recurrent weights and a forget bias of 1, as Keras has them."""
    for name, parameter in module.named_parameters():
        if parameter.dim() == 1:
            nn.init.zeros_(parameter)
        elif "weight_hh" in name:
            nn.init.orthogonal_(parameter)
        else:
            nn.init.xavier_uniform_(parameter)
        if "bias_ih" in name:
            parameter.data[parameter.numel() // 4 : parameter.numel() // 2] = 1


def convolutions(maps=16, kernel=5, pool=2):
    parts = []
    for inputs in (1, maps):
        parts += [nn.Conv2d(inputs, maps, (1, kernel), padding="same"), nn.ReLU(), nn.MaxPool2d((1, pool))]
    return nn.Sequential(*parts)


class Recurrent(nn.Module):
    """Stacked LSTMs with dropout after each, then the output layer."""

    def __init__(self, inputs, units, layers, dropout=0.5):
        super().__init__()
        between = dropout if layers > 1 else 0
        self.lstm = nn.LSTM(inputs, units, layers, batch_first=True, dropout=between)
        self.output = nn.Sequential(nn.Dropout(dropout), nn.Linear(units, CLASSES))

    def forward(self, steps):
        states, _ = self.lstm(steps)
        return self.output(states[:, -1])


class Sequence(nn.Module):
    """[windows, maps, channels, steps] -> [windows, steps, maps * channels]"""

    def forward(self, maps):
        return maps.permute(0, 3, 2, 1).flatten(2)


def build(family):
    if family == "mlp":
        hidden = [part for inputs in (5200, 128) for part in (nn.Linear(inputs, 128), nn.ReLU(), nn.Dropout(0.5))]
        return nn.Sequential(*hidden, nn.Linear(128, CLASSES))
    if family == "lstm":
        return Recurrent(52, 64, 2)
    if family == "cnn":
        top = [nn.Linear(16 * 52 * 25, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, CLASSES)]
        return nn.Sequential(convolutions(), nn.Flatten(), *top)
    return nn.Sequential(convolutions(), Sequence(), Recurrent(16 * 52, 32, 1))


class Contender:
    def __init__(self, family, path, variant):
        training, labels, validation, _ = read_windows(path)
        self.model = build(family)
        initialise(self.model)
        self.inputs, self.validation = (
            torch.from_numpy(arrange(array, family)) for array in (training, validation)
        )
        self.labels = torch.from_numpy(labels)
        if family.startswith("cnn"):
            self.inputs, self.validation = (array.unsqueeze(1) for array in (self.inputs, self.validation))
        if variant == "channels-last":
            self.model = self.model.to(memory_format=torch.channels_last)
            self.inputs, self.validation = (
                array.to(memory_format=torch.channels_last) for array in (self.inputs, self.validation)
            )
        self.optimiser = torch.optim.Adam(self.model.parameters(), lr=0.001, fused=True)
        self.loss = nn.CrossEntropyLoss()
        self.batch = None

    def epoch(self):
        started = clock()
        self.model.train()
        order = torch.randperm(len(self.labels))
        total = torch.zeros(())
        for rows in order.split(128):
            self.optimiser.zero_grad(set_to_none=True)
            loss = self.loss(self.model(self.inputs[rows]), self.labels[rows])
            loss.backward()
            self.optimiser.step()
            total += loss.detach() * len(rows)
        mean = total.item() / len(self.labels)
        return clock() - started, mean

    def infer(self):
        if self.batch is None:
            self.model.eval()
            self.batch = min(BATCHES_TO_PREDICT, key=lambda size: min(self.predict(size) for _ in range(3)))
        return self.predict(self.batch)

    def predict(self, size):
        started = clock()
        self.model.eval()
        with torch.inference_mode():
            classes = torch.cat([self.model(some).argmax(1) for some in self.validation.split(size)])
        assert len(classes) == len(self.validation)
        return clock() - started


def main(family, path, variant):
    torch.set_num_threads(int(os.environ.get("BENCH_THREADS", "1")))
    torch.manual_seed(1)
    contender = Contender(family, path, variant)
    parameters = sum(parameter.numel() for parameter in contender.model.parameters())
    answer(name=f"PyTorch {torch.__version__}", parameters=parameters, variant=variant)
    while (command := next_command()) != "end":
        if command == "epoch":
            seconds, loss = contender.epoch()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            answer(seconds=seconds, loss=loss, megabytes=peak)
        else:
            answer(seconds=contender.infer(), batch=contender.batch)


if __name__ == "__main__":
    main(*sys.argv[1:])
