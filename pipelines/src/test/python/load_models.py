"""Loads registered models by their alias and scores a CSV with each, as any Python program would.

    python load_models.py <tracking uri> <folder> <model name>...

Reads <folder>/<model name>-in.csv and writes <folder>/<model name>-out.csv.
"""

import sys
from pathlib import Path

import mlflow
import pandas as pd

uri, folder, *names = sys.argv[1:]
mlflow.set_tracking_uri(uri)
for name in names:
    model = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    customers = pd.read_csv(Path(folder) / f"{name}-in.csv", dtype=float)
    model.predict(customers).to_csv(Path(folder) / f"{name}-out.csv", index=False, float_format="%.17g")
