// Chains from which nobody can leave on his own: for each family, what a person can do and what not. Data only. Facts are of
// the sources named, as of the month that stands there; chains change, and a changed contract shows as such in the watch.
//
// ZKsync Era, 2026-03:
//   matter-labs/era-contracts@5e7d0b40: ZKChainStorage.sol, Executor.sol, PRIORITY_EXPIRATION
//   l2beat/l2beat@df9e6e850a27: packages/config/src/projects/zksync2
// Linea, 2026-06:
//   LFDT-Lineth/lineth-monorepo@cb180134: contracts (LineaRollup v8, ForcedTransactionGateway)
//   l2beat/l2beat@01eb50b9521e: packages/config/src/projects/linea
//   https://docs.linea.build/changelog/release-notes
// Starknet, 2026-08:
//   starkware-libs/cairo-lang@66355d7d: src/starkware/starknet/solidity
//   l2beat/l2beat@024b02a00429: packages/config/src/projects/starknet
// Taiko Alethia, 2026-08:
//   taikoxyz/taiko-mono@b9c5bb2a: Inbox, MainnetInbox_Layout.sol, Proposal0019.md (nobody but listed provers may prove)
//   l2beat/l2beat@0160a0281eb3: packages/config/src/projects/taiko
// Polygon PoS, 2026-04:
//   0xPolygon/pos-contracts@ff11f0e0: contracts/root/RootChainStorage.sol, contracts/root/withdrawManager
//   maticnetwork/contracts@05b4e1aa: contracts/root/RootChainStorage.sol
// Polygon zkEVM, 2026-07:
//   The operator's notice of the end of the chain, as texts of 2026 quote it; not read at its source.

import type { NoExitWords } from "../../kind.ts";
import { watchedMessage as say } from "./codes.ts";
import type { Family } from "./profile.ts";

export type KnownNoExit = NoExitWords & {
	readonly family: Family;
	readonly title: string;
	/** Its mainnet; null where its id is no number of Ethereum's. */
	readonly chainId: number | null;
};

export const noExits: readonly KnownNoExit[] = [
	{
		family: "zksync",
		title: "ZKsync Era",
		chainId: 324,
		says: say("watched.zksync.says"),
		possible: [
			say("watched.zksync.possible-1"),
			say("watched.zksync.possible-2"),
			say("watched.calm"),
		],
		impossible: [
			say("watched.zksync.impossible-1"),
			say("watched.zksync.impossible-2"),
			say("watched.zksync.impossible-3"),
		],
	},
	{
		family: "linea",
		title: "Linea",
		chainId: 59144,
		says: say("watched.linea.says"),
		possible: [
			say("watched.linea.possible-1"),
			say("watched.linea.possible-2"),
			say("watched.linea.possible-3"),
			say("watched.calm"),
		],
		impossible: [
			say("watched.linea.impossible-1"),
			say("watched.linea.impossible-2"),
		],
	},
	{
		family: "starknet",
		title: "Starknet",
		chainId: null,
		says: say("watched.starknet.says"),
		possible: [
			say("watched.starknet.possible-1"),
			say("watched.starknet.possible-2"),
			say("watched.calm"),
		],
		impossible: [
			say("watched.starknet.impossible-1"),
			say("watched.starknet.impossible-2"),
		],
	},
	{
		family: "taiko",
		title: "Taiko Alethia",
		chainId: 167000,
		says: say("watched.taiko.says"),
		possible: [
			say("watched.taiko.possible-1"),
			say("watched.taiko.possible-2"),
			say("watched.calm"),
		],
		impossible: [
			say("watched.taiko.impossible-1"),
			say("watched.taiko.impossible-2"),
		],
	},
	{
		family: "polygon-pos",
		title: "Polygon PoS",
		chainId: 137,
		says: say("watched.polygon-pos.says"),
		possible: [say("watched.polygon-pos.possible-1"), say("watched.calm")],
		impossible: [
			say("watched.polygon-pos.impossible-1"),
			say("watched.polygon-pos.impossible-2"),
		],
	},
	{
		family: "polygon-zkevm",
		title: "Polygon zkEVM",
		chainId: 1101,
		says: say("watched.polygon-zkevm.says"),
		possible: [say("watched.polygon-zkevm.possible-1")],
		impossible: [
			say("watched.polygon-zkevm.impossible-1"),
			say("watched.polygon-zkevm.impossible-2"),
		],
	},
];

const others: KnownNoExit = {
	family: "other",
	title: "Another chain",
	chainId: null,
	says: say("watched.other.says"),
	possible: [say("watched.calm")],
	impossible: [say("watched.other.impossible-1")],
};

/** For a family, also one that this release has no words of. */
export const noExitOf = (family: Family): KnownNoExit =>
	noExits.find((one) => one.family === family) ?? others;

/** For a chain by its id; null where this release knows nothing of it. */
export const noExitFor = (chainId: number): KnownNoExit | null =>
	noExits.find((one) => one.chainId === chainId) ?? null;
