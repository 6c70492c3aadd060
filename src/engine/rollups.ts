// The rollups of a network file, opened one by one by their kind.

import type { NetworkFile } from "../receipt/networks.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { EnginePorts } from "./ports.ts";
import type { RollupChain } from "./rollup-chain.ts";
import type { Settings } from "./settings.ts";

/** Every rollup of the file whose endpoints are chosen. */
export const openRollups = (
	_file: NetworkFile | undefined,
	_settings: Settings,
	_l1: L1Chain,
	_ports: Pick<EnginePorts, "fetch" | "clock">,
): readonly RollupChain[] => [];
