"""The whole programme on one screen: dose bars, learning windows, integration, measures, restrictions, contact time."""
