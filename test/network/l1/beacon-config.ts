// The consensus chain's configuration: minimal preset, every fork up to Electra active from epoch 0.

import "./preset.ts";
import { type BeaconConfig, createBeaconConfig } from "@lodestar/config";
import { minimalChainConfig } from "@lodestar/config/configs";
import { chainId } from "./genesis.ts";

export const networkName = "sextant-embedded";

const chainConfig = (slotSeconds: number) => ({
	...minimalChainConfig,
	CONFIG_NAME: networkName,
	ALTAIR_FORK_EPOCH: 0,
	BELLATRIX_FORK_EPOCH: 0,
	CAPELLA_FORK_EPOCH: 0,
	DENEB_FORK_EPOCH: 0,
	ELECTRA_FORK_EPOCH: 0,
	FULU_FORK_EPOCH: Number.POSITIVE_INFINITY,
	GLOAS_FORK_EPOCH: Number.POSITIVE_INFINITY,
	TERMINAL_TOTAL_DIFFICULTY: 0n,
	SECONDS_PER_SLOT: slotSeconds,
	SLOT_DURATION_MS: slotSeconds * 1000,
	DEPOSIT_CHAIN_ID: chainId,
	DEPOSIT_NETWORK_ID: chainId,
	BLOB_SCHEDULE: [],
});

export const beaconConfig = (
	slotSeconds: number,
	genesisValidatorsRoot: Uint8Array,
): BeaconConfig =>
	createBeaconConfig(chainConfig(slotSeconds), genesisValidatorsRoot);
