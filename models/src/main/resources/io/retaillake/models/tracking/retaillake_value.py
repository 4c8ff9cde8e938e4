"""Scores customers by a fitted BG/NBD and Gamma-Gamma model: the twin of the Java class CustomerScorer.

Reads frequency, recency, T and monetary_value; gives prob_alive, expected_purchases,
expected_value and clv. The two are held equal to 1e-9 by a test.
"""

import json
import math

import numpy as np
import pandas as pd
from scipy.special import betaln, polygamma

MOST_TERMS = 50_000
MOST_CANCELLED = 1e5
NEGLIGIBLE = 42
NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)


def _load_pyfunc(path):
    with open(path, encoding="utf-8") as file:
        return ValueModel(json.load(file))


class ValueModel:
    def __init__(self, parameters):
        bgnbd = parameters["bgnbd"]
        self.r, self.alpha, self.a, self.b = (bgnbd[name] for name in ("r", "alpha", "a", "b"))
        spending = parameters["gamma_gamma"]
        self.p, self.q, self.v = (spending[name] for name in ("p", "q", "v"))
        self.months = parameters["months"]
        self.month = parameters["month_in_time_units"]
        self.discount = parameters["monthly_discount"]

    def predict(self, customers, params=None):
        columns = ("frequency", "recency", "T", "monetary_value")
        rows = zip(*(customers[name].astype(float) for name in columns))
        names = ["prob_alive", "expected_purchases", "expected_value", "clv"]
        scores = [self._score(*row) for row in rows]
        return pd.DataFrame(scores, columns=names, index=customers.index)

    def _score(self, frequency, recency, age, mean_value):
        alive = self._alive(frequency, recency, age)
        before = discounted = 0.0
        discount = 1.0
        for i in range(1, self.months + 1):
            until = alive * self._while_alive(frequency, age, i * self.month)
            discount /= 1 + self.discount
            discounted += (until - before) * discount
            before = until
        total = 0.0 if frequency == 0 else frequency * mean_value
        value = self.p * (self.v + total) / (self.p * frequency + self.q - 1)
        return alive, before, value, value * discounted

    def _alive(self, frequency, recency, age):
        if frequency == 0:
            return 1.0
        odds = (
            math.log(self.a)
            - math.log(self.b + (frequency - 1))
            + (self.r + frequency) * math.log1p((age - recency) / (self.alpha + recency))
        )
        return 1 / (1 + math.exp(odds)) if odds < 700 else 0.0

    def _while_alive(self, frequency, age, t):
        """Purchases expected in a time t, by Euler's form of the hypergeometric series."""
        excess = self.a - 1
        stay = self.a + self.b + (frequency - 1)
        first = self.a + self.b - 1 - self.r
        ahead = t / (self.alpha + age)
        log = -math.log1p(ahead)
        growth = -log if excess == 0 else -math.expm1(excess * log) / excess
        z = ahead / (1 + ahead)
        term = first * z
        total = size = 0.0
        for k in range(1, MOST_TERMS):
            total += term
            size += abs(term)
            if abs(term) <= 1e-16 * (1 - z) * abs(total):
                break
            term *= (first + k) / (stay + k) * ((self.a + (k - 1)) / (k + 1)) * z
        else:
            return self._integral(frequency, ahead)
        power = math.exp(excess * log)
        expected = stay * growth - power * total
        rounded = abs(stay * growth) + power * size * (1 + abs(excess * log))
        return expected if rounded < MOST_CANCELLED * expected else self._integral(frequency, ahead)

    def _integral(self, frequency, ahead):
        """The same where the series loses its digits: over the logit u of the chance of leaving."""
        stays = self.b + frequency
        rate = self.r + frequency
        width = min(1.0, math.sqrt(polygamma(1, self.a + 1) + polygamma(1, stays + 1)))

        def log(u):
            u = np.asarray(u, dtype=float)
            log_p = -np.logaddexp(0, -u)
            bought = -np.expm1(-rate * np.log1p(np.exp(log_p) * ahead))
            return (self.a - 1) * log_p + stays * (log_p - u) + np.log(bought) - betaln(self.a, stays)

        plain_left = -math.log(ahead * (rate + 1) + stays + 1) - NEGLIGIBLE
        plain_right = math.log(self.a + rate + 1) + NEGLIGIBLE
        grid = np.arange(plain_left, plain_right, width / 8)
        top = grid[np.argmax(log(grid))]
        level = log(top) - NEGLIGIBLE
        left = right = top
        while left > plain_left and log(left) > level:
            left -= width
        while right < plain_right and log(right) > level:
            right += width
        edges = np.linspace(left, right, int(math.ceil((right - left) / width)) + 1)
        half = (edges[1] - edges[0]) / 2
        middles = edges[:-1] + half
        points = middles[:, None] + half * NODES[None, :]
        total = float(np.sum(np.exp(log(points)) * WEIGHTS[None, :]) * half)
        if left <= plain_left:
            total += math.exp(log(left)) / self.a
        if right >= plain_right:
            total += math.exp(log(right)) / stays
        return total
