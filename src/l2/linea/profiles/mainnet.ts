// Linea's main network, on Ethereum: what of it is pinned, and how each pin is known.

import { implementationSlot } from "../../pinned.ts";
import type { LineaProfile } from "../checks/profile.ts";

const recorded =
	"account proof under Ethereum block 26096313 (2026-10-01, 0x73d29254…2267)";

export const mainnet: LineaProfile = {
	kind: "linea-v1",
	name: "linea",
	title: "Linea",
	chainId: 59_144,
	l1: "mainnet",
	l1ChainId: 1,
	blockTimeS: 2,
	explorer: "https://lineascan.build",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [],
	policy: {
		finality: "final",
		who: "accepted",
		// a block is some hours old when L1 has it as final
		ages: { show: 172_800, answer: 43_200, order: 28_800, sign: 28_800 },
	},
	upgrade: {
		// The owner is a timelock at 0xd6B9…0574. Its code's hash is not known, so its delay is not read; documents say none.
		admin: {
			address: "0xf5058616517c068c7b8c7ebc69ff636ade9066d6",
			// contracts/deployments/bytecode/mainnet-proxy/ProxyAdmin.json of LFDT-Lineth/lineth-monorepo@cb180134
			codeHash:
				"0x4e8a5693ecb0da4b8382ea10c4a2de307f3aefc5e894324ea538d420ee085cbc",
			ownerSlot: 0,
		},
	},
	contracts: {
		rollup: {
			address: "0xd19d4b5d358258f05d7b411e21a1460d11b0876f",
			// of many proxies of OpenZeppelin: it says that this is one, and no more
			codeHash:
				"0x4d9be648c5bf39973670d9f8b481d5d0b971e6a2db2deccc6b98cde21c5dd83e",
			implementation: "0x052b73d934e9412045bf731574463fd026d74645",
			known: {
				code: { how: "recorded", source: recorded },
				implementation: {
					how: "recorded",
					source: `proxy slot, ${recorded}; lineth-monorepo@82af194f (Cyfrin, 2026-08-20)`,
				},
			},
		},
	},
	// Layout of LFDT-Lineth/lineth-monorepo@cb180134 (LineaRollup 8.0), by solc 0.8.33; 281 and 282 were read on mainnet on 2026-10-01.
	slots: {
		implementation: implementationSlot,
		paused: 218,
		currentL2BlockNumber: 281,
		stateRootHashes: 282,
		currentFinalizedState: 447,
		rollingHashes: 334,
		forcedRollingHashes: 452,
	},
	// The verifiers are known by their addresses; which one L1 asks is proved at each look. Neither key is in a repository that could be
	// had: of the first a third party rebuilt it and gives its SHA-256, 0x6ffac481…4621 over the VK_ constants in their order.
	recheck: {
		slots: { currentFinalizedShnarf: 445, verifiers: 283 },
		verifiers: [
			{
				proofType: 1,
				address: "0x09ac9f7e5fb37e241e0b1e52aaf01efe0a488a77",
				known: {
					code: {
						how: "artifact",
						source:
							"l2beat/l2beat, zk-catalog lineaprover.ts: Linea Plonk Type 1, rebuilt there from prover@477b0a42",
					},
				},
			},
			{
				proofType: 0,
				address: "0xaff26999780901ee8b48f0a1271a177ff46fd53f",
				known: {
					code: {
						how: "artifact",
						source:
							"l2beat/l2beat, zk-catalog lineaprover.ts: Linea Plonk Type 0, not rebuilt by anybody",
					},
				},
			},
		],
	},
};
