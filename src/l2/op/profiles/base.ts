// Base on Ethereum. Its games are its own since May 2026 (type 621): each is made with a proof of an enclave or of SP1, which Ethereum
// checks, and most with an enclave's alone. Its contracts are those of base/contracts 8.3.0 since 2026-09-28 (transaction
// 0x356e1dd9…659b), its registry that of May. All are known by their addresses: the deployer's records say which. A next make of
// games (0.3.0) was being rehearsed in October: until a release names it, its games are refused.
//
// Who may change them: a ProxyAdmin at 0x0475…059e, which two multisigs move together (Coinbase's and a council's), without any
// delay by documents. The hash of its code is not known, so its owner is not read.

import type { Hex } from "../../../base/bytes.ts";
import type { Fixed, KnownBy } from "../../profile.ts";
import type {
	OpRegistryProfile,
	PinnedGame,
	Released,
} from "../checks/registry-profile.ts";
import { baseMachine } from "./machine.ts";
import { proxyCode, standard } from "./standard.ts";

const records = "base/contract-deployments@7a9e782e";
const documented: KnownBy = {
	how: "deployment",
	source: "docs.base.org, Base Contracts",
};
const cobalt: KnownBy = {
	how: "deployment",
	source: `${records}, archive/evm/2026-09-14-cobalt-upgrade`,
};
const multiproof: KnownBy = {
	how: "deployment",
	source: `${records}, archive/legacy/mainnet/2026-05-21-activate-multiproof`,
};
const gateway: KnownBy = {
	how: "deployment",
	source: `${records}, archive/legacy/mainnet/2026-06-01-update-sp1-gateway`,
};
const plonk: KnownBy = {
	how: "deployment",
	source: `${records}, archive/legacy/mainnet/2026-07-22-upgrade-plonk-and-verifier-hashes`,
};

const behindProxy = (
	address: Hex,
	implementation: Hex,
	known: KnownBy,
): Released => ({
	address,
	implementation,
	known: { code: documented, implementation: known },
});

const verifier = (address: Hex, code: KnownBy): Fixed => ({
	address,
	known: { code },
});

/** AggregateVerifier 0.2.0 and before: storage layout of base/contracts, snapshots/storageLayout/AggregateVerifier.json. */
const provedGame = {
	type: 621,
	clone: "bare",
	claimsSlot: 7,
	respectedSlot: 0,
	proofs: {
		refuted: 5,
		provers: 6,
		verifiers: {
			tee: verifier("0x1fba0c57b07af804a9717e51dec9cc27fbc12228", multiproof),
			zk: verifier("0xb88d95bdf6972508942d184866890c1834219b75", gateway),
		},
	},
} as const satisfies Partial<PinnedGame>;

export const base: OpRegistryProfile = {
	...standard,
	vm: baseMachine,
	name: "base",
	title: "Base",
	chainId: 8453,
	blockTimeS: 2,
	explorer: "https://basescan.org",
	contracts: {
		disputeGameFactory: {
			...behindProxy(
				"0x43edb88c4b80fdd2adff2412a7bebf9df42cb40e",
				"0x94eab8f73fd83407d26c006d159923760d483029",
				cobalt,
			),
			codeHash: proxyCode,
			known: {
				code: {
					how: "recorded",
					source: "account proof under Ethereum block 22839478",
				},
				implementation: cobalt,
			},
		},
		anchorStateRegistry: behindProxy(
			"0x909f6cf47ed12f010a796527f562bfc26c7f4e72",
			"0x4483f964f6711cb55f633820ed174e780369b99d",
			multiproof,
		),
		systemConfig: behindProxy(
			"0x73a79fab69143498ed3712e519a88a918e1f4072",
			"0x56ca4f4f5ba9b42d360b48429e8c4a60c5a0795d",
			cobalt,
		),
	},
	games: [
		{
			...provedGame,
			implementation: "0xef9ecea15265321753047ebf7d54c858d53cb94f",
			known: cobalt,
		},
		{
			...provedGame,
			implementation: "0xee303ba054c5f1e14a8ef87f1c7e285af45a1ba2",
			known: plonk,
		},
	],
	genesis: { timeS: 1_686_789_347, blockNumber: 0 },
	// one each 20 minutes, and none counts before it is six hours old
	gamesLookedAt: 22,
	// an argument of the registry: its games wait in themselves
	gameFinalityS: 0,
};
