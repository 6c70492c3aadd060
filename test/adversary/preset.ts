// The consensus library reads its preset while it loads. Import this file before any of its packages.

process.env.LODESTAR_PRESET ??= "minimal";
