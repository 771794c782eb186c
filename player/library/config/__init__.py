"""The settings in `config.yaml`."""
