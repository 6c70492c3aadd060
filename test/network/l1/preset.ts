// The consensus library picks its preset from the environment while it loads. Import this file before any of its packages.

const wanted = "minimal";
const found = process.env.LODESTAR_PRESET;
if (found !== undefined && found !== wanted)
	throw new Error(`LODESTAR_PRESET is "${found}", this network needs minimal`);
process.env.LODESTAR_PRESET = wanted;
