"""Puts customers into segments by a fitted K-Means model: the twin of the Java class KMeansModel.

Reads the features that the model was fitted to; gives segment_id, segment and the distance to the
segment's centre in standard deviations. The two are held equal to 1e-9 by a test.
"""

import json

import numpy as np
import pandas as pd


def _load_pyfunc(path):
    with open(path, encoding="utf-8") as file:
        return SegmentModel(json.load(file))


class SegmentModel:
    def __init__(self, parameters):
        self.features = parameters["features"]
        self.means = np.array(parameters["means"])
        self.deviations = np.array(parameters["deviations"])
        self.centres = np.array(parameters["centres"])
        self.names = np.array(parameters["names"])

    def predict(self, customers, params=None):
        values = customers[self.features].to_numpy(dtype=float)
        scaled = (values - self.means) / self.deviations
        squares = ((scaled[:, None, :] - self.centres[None, :, :]) ** 2).sum(axis=2)
        nearest = squares.argmin(axis=1)
        return pd.DataFrame(
            {
                "segment_id": nearest,
                "segment": self.names[nearest],
                "distance": np.sqrt(squares.min(axis=1)),
            },
            index=customers.index,
        )
