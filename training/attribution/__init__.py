"""How the shipped attribution tagger was made: train, calibrate, export."""
