// The chains of one network, each as `Chain` asks for it: Ethereum over its light client, and each layer 2 of the network file
// whose endpoints are chosen.

import { Fault, type FaultJson } from "../base/fault.ts";
import type { ProvedState } from "../evm/prove.ts";
import { coinOf } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { OwnRollup } from "../l2/runtime.ts";
import type { Asker } from "../source/lanes.ts";
import { byAsker, onScreens, person } from "./askers.ts";
import { coinAnswer, ownAnswer, tokenAnswer } from "./balance-answer.ts";
import { type Balances, openBalances } from "./balances.ts";
import {
	type Calls,
	type CallTools,
	type CallTurns,
	openCalls,
	provedStateOf,
} from "./calls.ts";
import type { Chain } from "./chain.ts";
import { beaconViews, poolViews } from "./endpoint-views.ts";
import { l1Rules, rollupRules } from "./evm-rules.ts";
import type { L1Chain } from "./l1-chain.ts";
import { l1OrderContext } from "./l1-orders.ts";
import { openOwnBalances } from "./own-balances.ts";
import type { EnginePorts } from "./ports.ts";
import type { Reader } from "./reader.ts";
import type { RollupChain } from "./rollup-chain.ts";
import { rollupOrderContext } from "./rollup-orders.ts";
import {
	endpointsOf,
	type Settings,
	storedToken,
	tokensOn,
} from "./settings.ts";
import {
	l1Simulation,
	layerSimulation,
	openSimulate,
} from "./simulate-order.ts";
import type { TraceStore } from "./trace-store.ts";

export type ChainTools = {
	readonly ports: Pick<EnginePorts, "clock" | "kernel">;
	readonly settings: Settings;
	readonly shown: TraceStore;
	/** Turns at the machine, for all chains together. */
	readonly turns: CallTurns;
	/** Does a person look? */
	readonly isLookedAt: () => boolean;
	/** A token's contract was asked anew: what it is now. */
	readonly tokenAsked: (token: Settings["tokens"][number]) => void;
};

/** Waits for the asker's turn at what is computed for whoever asks. @returns what ends it. @throws too-many, cancelled */
const turnOf = (
	{ turns }: ChainTools,
	{ lane, origin, signal }: Asker,
): Promise<() => void> => turns[lane].take({ origin, signal });

/** What runs code on a chain, by who asks. */
type Machine = {
	readonly calls: (asker?: Asker) => Calls;
	readonly tokenState: (asker?: Asker) => ProvedState;
};

const machineOf = (
	{ turns }: ChainTools,
	callTools: (asker: Asker) => CallTools,
): Machine => {
	const calls = byAsker((asker) => openCalls(callTools(asker), asker, turns));
	const states = byAsker((asker) => provedStateOf(callTools(asker), "latest"));
	return {
		calls: (asker = onScreens) => calls(asker),
		tokenState: (asker = onScreens) => states(asker),
	};
};

/** Of a chain that has accounts and tokens as Ethereum has them. */
const balanceOf =
	(
		tools: ChainTools,
		chain: Pick<Chain, "coin" | "reader" | "tokenState">,
	): Chain["balance"] =>
	(asked, token, asker) =>
		asked.token === null
			? coinAnswer(chain.reader(asker), chain.coin, asked, tools.ports.clock)
			: tokenAnswer(
					chain.tokenState(asker),
					token,
					asked,
					tools.ports.clock,
					() => turnOf(tools, asker),
				);

const balancesOf = (
	{ settings, shown, ports, tokenAsked }: ChainTools,
	reader: Reader,
	chain: Pick<Chain, "title" | "coin" | "tokenState">,
): Balances | null =>
	settings.account === null
		? null
		: openBalances(
				reader,
				"latest",
				{
					account: settings.account,
					tokens: tokensOn(settings, reader.chainId),
					chainTitle: chain.title,
					coin: chain.coin,
				},
				shown,
				{
					state: chain.tokenState(),
					clock: ports.clock,
					asked: (token, facts) => {
						if (token.by !== "file") tokenAsked(storedToken(token, facts));
					},
				},
			);

/** @param stopped why nothing is signed at all; null when signing is possible */
export const l1AsChain = (
	l1: L1Chain,
	tools: ChainTools,
	stopped: () => FaultJson | null,
): Chain => {
	const { clock, kernel } = tools.ports;
	const { network } = l1;
	const { chainId, title } = network;
	const callTools = (asker: Asker): CallTools => ({
		...l1.by(asker),
		clock,
		kernel,
		rules: (timestampS) => l1Rules(network, timestampS),
	});
	const own = l1.by(person);
	const calls = openCalls(callTools(person), person, tools.turns);
	const read = {
		title,
		coin: coinOf(network),
		reader: (asker = onScreens) => l1.by(asker).reader,
		...machineOf(tools, callTools),
	};
	return {
		...read,
		chainId,
		kind: "l1",
		warning: null,
		balance: balanceOf(tools, read),
		orderContext: l1OrderContext({
			network,
			reader: own.reader,
			pool: own.pool,
			calls,
			simulate: openSimulate({
				...{ ...l1Simulation(network), calls },
				state: provedStateOf(callTools(person), "latest"),
				listed: () =>
					tokensOn(tools.settings, chainId).map(({ address }) => address),
			}),
		}),
		balances: balancesOf(tools, l1.reader, read),
		refresh: async () => {},
		lane: "heads",
		fault: () => {
			const why = stopped();
			return why === null ? null : new Fault(why.code, why.detail, why.source);
		},
		proofFailure: () => null,
		proofFailureFile: null,
		endpoints: () => {
			const entries = endpointsOf(tools.settings, chainId);
			return [
				...beaconViews(l1, entries),
				...poolViews(
					"execution",
					l1.pool.standings(),
					entries,
					l1.capture.windows(),
				),
			];
		},
		exitNodes: {},
	};
};

/** A layer 2 whose blocks hold Ethereum's accounts. */
export const rollupAsChain = (
	rollup: RollupChain,
	profile: RollupProfile,
	tools: ChainTools,
): Chain => {
	const { clock, kernel } = tools.ports;
	const { chainId, title, refresh, fault, pool, relays } = rollup;
	const callTools = (asker: Asker): CallTools => ({
		...rollup.by(asker),
		clock,
		kernel,
		rules: (timestampS) => rollupRules(profile, timestampS),
	});
	const read = {
		title,
		coin: coinOf(profile),
		reader: (asker = onScreens) => rollup.by(asker).reader,
		...machineOf(tools, callTools),
	};
	return {
		...read,
		chainId,
		kind: "rollup",
		likeEthereum: true,
		warning: null,
		balance: balanceOf(tools, read),
		orderContext: rollupOrderContext({
			...{ profile, posted: rollup.posted, isLookedAt: tools.isLookedAt },
			...rollup.by(person),
			simulate: openSimulate({
				...layerSimulation(profile),
				calls: openCalls(callTools(person), person, tools.turns),
				state: provedStateOf(callTools(person), "latest"),
				listed: () =>
					tokensOn(tools.settings, chainId).map(({ address }) => address),
			}),
		}),
		balances: balancesOf(tools, rollup.reader, read),
		refresh,
		lane: "heads",
		fault,
		proofFailure: () => null,
		rechecked: rollup.rechecked,
		said: rollup.said,
		proofFailureFile: null,
		endpoints: () => {
			const entries = endpointsOf(tools.settings, chainId);
			return [
				...poolViews("execution", pool.standings(), entries, rollup.windows()),
				...poolViews("relay", relays.standings(), entries),
			];
		},
		exitNodes: { execution: pool },
	};
};

/** Gives a root and nothing under it: what stands there is no Ethereum state. */
const rootReader = (
	{ chainId, title }: RollupProfile,
	root: OwnRollup["root"],
): Reader => ({
	chainId,
	basis: async (tag) => {
		const found = root();
		const { blockNumber } = found.value;
		if (typeof tag === "number" && tag !== blockNumber)
			throw new Fault(
				"unverifiable-method",
				`batch ${tag}: the root on L1 is that after batch ${blockNumber}`,
			);
		return found;
	},
	read: async () => {
		throw new Fault(
			"unverifiable-method",
			`state of ${title}: its accounts are none of Ethereum's`,
		);
	},
	block: null,
	receipt: null,
});

/** A layer 2 whose accounts and orders are its own. */
export const ownAsChain = (
	rollup: OwnRollup,
	profile: RollupProfile,
	tools: ChainTools,
): Chain => {
	const { settings, shown } = tools;
	const { chainId, title } = profile;
	const { warning, nodes, blobs, account } = rollup;
	const coin = coinOf(profile);
	const reader = rootReader(profile, rollup.root);
	return {
		chainId,
		title,
		kind: "rollup",
		coin,
		warning,
		reader: () => reader,
		calls: () => {
			throw new Fault(
				"unverifiable-method",
				`a call on ${title}: no code runs there`,
			);
		},
		tokenState: () => {
			throw new Fault("unknown-chain", `no tokens of chain ${chainId}`);
		},
		balance: async (asked, _, asker) => {
			// its node is asked in the lane of the screens, so that sites come one or two at a time
			const end = await turnOf(tools, asker);
			try {
				return await ownAnswer(
					{ chainId, title, coin, warning },
					account,
					asked,
					tools.ports.clock.nowMs(),
				);
			} finally {
				end();
			}
		},
		orderContext: rollup.orderContext,
		balances:
			settings.account === null
				? null
				: openOwnBalances({ title, coin }, account, settings.account, shown),
		refresh: rollup.refresh,
		lane: "proofs",
		fault: rollup.fault,
		proofFailure: rollup.proofFailure,
		proofFailureFile: rollup.proofFailureFile,
		endpoints: () =>
			poolViews(
				"execution",
				rollup.standings(),
				endpointsOf(settings, chainId),
			),
		exitNodes: { own: nodes, blobs },
	};
};
