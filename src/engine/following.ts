// The running part of the engine: one network with its chains and what is watched on them, driven round by round. A change
// of network, endpoints, account or checkpoint closes it and opens another.

import { coalesced } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import type { ProvedState } from "../evm/prove.ts";
import { type Coin, coinOf, type L1Network } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { ChainView, EndpointView, View } from "../protocol/views.ts";
import type { NetworkFile } from "../receipt/networks.ts";
import type { Asker, Lanes } from "../source/lanes.ts";
import type { Standing } from "../source/pool.ts";
import type { Header } from "../state/values.ts";
import { isFresh } from "../trust/freshness.ts";
import { byAsker, onScreens, person } from "./askers.ts";
import {
	type Calls,
	type CallTools,
	openCalls,
	openCallTurns,
	provedStateOf,
} from "./calls.ts";
import type { Contact } from "./contact.ts";
import { l1Rules, rollupRules } from "./evm-rules.ts";
import { type L1Chain, openL1Chain } from "./l1-chain.ts";
import { l1Ground } from "./l1-orders.ts";
import type { OrderGround, Orders } from "./orders.ts";
import type { EnginePorts } from "./ports.ts";
import type { Reader } from "./reader.ts";
import type { ReferenceChain } from "./reference-chain.ts";
import type { RollupChain } from "./rollup-chain.ts";
import { type AskKeys, openRollupKeys } from "./rollup-keys.ts";
import { openReferences, openRollups } from "./rollups.ts";
import {
	type ChainEndpoints,
	type Settings,
	storedToken,
	tokensOn,
} from "./settings.ts";
import type { Shown } from "./shown.ts";
import { openWatch, type Watch } from "./watch.ts";

export type Following = {
	readonly l1: L1Chain;
	readonly rollups: readonly RollupChain[];
	/** Rollups of kind reference-v1: what they know is no Ethereum state, so no reader reads it. */
	readonly references: readonly ReferenceChain[];
	/** For one who asks; for the screens when nobody is named. @throws unknown-chain */
	readonly reader: (chainId: number, asker?: Asker) => Reader;
	/** As `reader`. @throws unknown-chain */
	readonly calls: (chainId: number, asker?: Asker) => Calls;
	/** What the chain's fees are paid in. @throws unknown-chain */
	readonly coin: (chainId: number) => Coin;
	/** Proofs for the calls by which tokens are asked. @throws as `calls` */
	readonly tokenState: (chainId: number, asker?: Asker) => ProvedState;
	/** A turn at what is computed for whoever asks; to be ended. @throws too-many, cancelled */
	readonly turn: (asker: Asker) => Promise<() => void>;
	/** For orders on a chain. @throws unverifiable-method where none can be made */
	readonly ground: (chainId: number) => OrderGround;
	readonly chains: () => readonly ChainView[];
	readonly endpoints: () => readonly EndpointView[];
	/** Too old to be shown or told as the chain's present: by the chain's policy, or because the wallet is out of touch. */
	readonly isStale: (chainId: number, asOfS: number) => boolean;
	/** Which of L1's endpoints are silent, all of them, for a slot or longer. */
	readonly silent: () => View["silent"];
	/** The next round asks everyone again who did not lie. */
	readonly retry: () => void;
	/** Why nothing is signed at all; null when signing is possible. */
	readonly stopped: () => FaultJson | null;
	/** Sends what was just signed, and looks where it is. */
	readonly follow: () => void;
	/** One round: sync, and what follows from a new head. Throws nothing. */
	readonly round: (signal?: AbortSignal) => Promise<void>;
};

export type FollowingTools = {
	readonly ports: EnginePorts & { readonly lanes: Lanes };
	readonly shown: Shown;
	readonly orders: Orders;
	readonly changed: () => void;
	/** The accounts' keys on a rollup of kind reference-v1. @throws locked */
	readonly rollupKeys: AskKeys;
	/** A new head of L1 that may be acted on. */
	readonly onHead: (isFinal: boolean) => void;
	/** The rollups' roots were read anew. */
	readonly onRoots: () => void;
	/** A token's contract was asked anew: what it is now. */
	readonly tokenAsked: (token: Settings["tokens"][number]) => void;
	/** What went wrong and is nobody's endpoint's fault, for the diagnostics. */
	readonly problem: (fault: Fault) => void;
	/** Who answers at all. */
	readonly contact: Contact;
	/** What was read of L1 under a head that is not final may be of no block of the chain any more. */
	readonly onReorg: () => void;
};

const nowhere = (chainId: number): ChainEndpoints => ({
	chainId,
	beacon: [],
	execution: [],
	relay: [],
});

export const endpointsOf = (
	settings: Settings,
	chainId: number,
): ChainEndpoints =>
	settings.endpoints.find((entry) => entry.chainId === chainId) ??
	nowhere(chainId);

export const openFollowing = async (
	network: L1Network,
	file: NetworkFile | undefined,
	settings: Settings,
	root: Hex,
	tools: FollowingTools,
): Promise<Following> => {
	const { ports, shown, orders, changed, problem } = tools;
	const l1 = await openL1Chain(
		network,
		endpointsOf(settings, network.chainId),
		root,
		ports,
		changed,
		() => {
			shown.forgetUnfinal();
			l1Watch?.drop();
			tools.onReorg();
		},
	);
	const rollups = openRollups(file, settings, l1, ports);
	const references = await openReferences(file, settings, l1, {
		...ports,
		keys: openRollupKeys(ports.store, tools.rollupKeys),
		// what waits would be signed on a root that is known to be false
		onHalt: (chainId, fault) => orders.withdraw(fault, chainId),
	});

	// cut off between the stop and this, an order could still wait for its signature
	for (const rollup of references)
		if (rollup.fault() !== null)
			await orders
				.withdraw(
					rollup.fault() ?? new Fault("recheck-failed", rollup.title),
					rollup.chainId,
				)
				.catch((thrown: unknown) => problem(asFault(thrown)));

	const watchedReferences = references.map((rollup) => ({
		rollup,
		watch:
			settings.account === null ? null : rollup.watch(settings.account, shown),
	}));
	const { clock, kernel } = ports;
	const profileOf = (chainId: number): RollupProfile | undefined =>
		file?.rollups.find((one) => one.chainId === chainId);
	const turns = openCallTurns();
	const l1Tools = (asker: Asker): CallTools => ({
		...l1.by(asker),
		clock,
		kernel,
		rules: (timestampS) => l1Rules(network, timestampS),
	});
	const toolsOf =
		(rollup: RollupChain) =>
		(asker: Asker): CallTools => ({
			...rollup.by(asker),
			clock,
			kernel,
			rules: (timestampS) =>
				rollupRules(profileOf(rollup.chainId) ?? rollup, timestampS),
		});
	/** What calls are made with on each chain, by who asks. */
	const callTools = new Map<number, (asker: Asker) => CallTools>([
		[network.chainId, l1Tools],
		...rollups.map((rollup): [number, (asker: Asker) => CallTools] => [
			rollup.chainId,
			toolsOf(rollup),
		]),
	]);
	const calls = new Map(
		[...callTools].map(([chainId, toolsFor]) => [
			chainId,
			byAsker((asker) => openCalls(toolsFor(asker), asker, turns)),
		]),
	);
	const tokenStates = new Map(
		[...callTools].map(([chainId, toolsFor]) => [
			chainId,
			byAsker((asker) => provedStateOf(toolsFor(asker), "latest")),
		]),
	);
	/** Of L1, or of a rollup that the network file names. @throws unknown-chain */
	const coin = (chainId: number): Coin => {
		const chain = chainId === network.chainId ? network : profileOf(chainId);
		if (chain === undefined)
			throw new Fault("unknown-chain", `chain ${chainId} is not followed`);
		return coinOf(chain);
	};
	const tokenState = (chainId: number, asker = onScreens): ProvedState => {
		const found = tokenStates.get(chainId);
		if (found === undefined)
			throw new Fault("unknown-chain", `no tokens of chain ${chainId}`);
		return found(asker);
	};

	const watchOf = (
		{ reader }: { readonly reader: Reader },
		chainTitle: string,
	): Watch | null =>
		settings.account === null
			? null
			: openWatch(
					reader,
					"latest",
					{
						account: settings.account,
						tokens: tokensOn(settings, reader.chainId),
						chainTitle,
						coin: coin(reader.chainId),
					},
					shown,
					{
						state: tokenState(reader.chainId),
						clock,
						asked: (token, facts) => {
							if (token.by !== "file")
								tools.tokenAsked(storedToken(token, facts));
						},
					},
				);
	const l1Watch = watchOf(l1, network.title);
	const watched = rollups.map((rollup) => ({
		rollup,
		watch: watchOf(rollup, rollup.title),
	}));

	const own = l1.by(person);
	const ground = l1Ground({
		network,
		reader: own.reader satisfies Reader<Header>,
		pool: own.pool,
		calls: openCalls(l1Tools(person), person, turns),
	});

	let lastHead: Hex | null = null;
	let lastFinal: Hex | null = null;

	const stopped = (): FaultJson | null => {
		const { stopped: why, clock } = l1.sync.status();
		return why ?? clock;
	};

	const rootsAndBalances = async (): Promise<void> => {
		for (const { rollup, watch } of watched) {
			await rollup.refresh();
			changed();
			await watch?.refresh();
			changed();
		}
		tools.onRoots();
	};

	/** Beside the others: their roots wait for heads, and each of these brings its own proofs. */
	const rechecks = async (): Promise<void> => {
		for (const { rollup, watch } of watchedReferences) {
			await rollup.refresh();
			changed();
			await watch?.refresh();
			changed();
			await orders.follow(rollup.ground);
		}
		tools.onRoots();
	};

	const followL1 = coalesced(() => orders.follow(ground), problem);
	const followRollups = coalesced(async () => {
		for (const { ground: on } of references) await orders.follow(on);
	}, problem);
	const follow = (): void => {
		followL1();
		followRollups();
	};
	const readRollups = coalesced(rootsAndBalances, problem);
	const readReferences = coalesced(rechecks, problem);

	/** What a new head makes possible. Long reads go on beside the next rounds: they wait for the heads these bring. */
	const onHead = (isFinal: boolean): void => {
		tools.onHead(isFinal);
		void l1Watch?.refresh().then(changed);
		followL1();
		readRollups();
		readReferences();
	};

	const rollupBy = (chainId: number): RollupChain => {
		const found = rollups.find((rollup) => rollup.chainId === chainId);
		if (found === undefined)
			throw new Fault("unknown-chain", `chain ${chainId} is not followed`);
		return found;
	};

	const l1Ages = orderPolicy(network).freshness;
	const isStale = (chainId: number, asOfS: number): boolean => {
		const ages =
			chainId === network.chainId
				? l1Ages
				: file?.rollups.find((one) => one.chainId === chainId)?.policy.ages;
		if (
			ages === undefined ||
			!isFresh(asOfS, ports.clock.nowMs(), "show", ages)
		)
			return true;
		try {
			l1.checkTouch("show");
			return false;
		} catch {
			return true;
		}
	};

	const silent = (): View["silent"] => {
		const own = endpointsOf(settings, network.chainId);
		/** Who lied is asked no more: that it answered once says nothing of now. */
		const aside = {
			beacon: l1.sync
				.status()
				.endpoints.flatMap(({ name, state }) =>
					state === "aside" ? [name] : [],
				),
			execution: l1.pool
				.standings()
				.flatMap(({ name, aside: why }) => (why === null ? [] : [name])),
		};
		const since = (role: "beacon" | "execution"): number | null => {
			const asked = own[role].filter(({ name }) => !aside[role].includes(name));
			const found = tools.contact.silentSince(asked.map(({ url }) => url));
			// one question that failed is no silence yet
			const slotMs = network.secondsPerSlot * 1000;
			return found !== null && ports.clock.nowMs() - found >= slotMs
				? found
				: null;
		};
		const beacon = since("beacon");
		const execution = since("execution");
		if (beacon !== null && execution !== null)
			return { who: "all", sinceMs: Math.min(beacon, execution) };
		if (beacon !== null) return { who: "beacon", sinceMs: beacon };
		return execution === null
			? undefined
			: { who: "execution", sinceMs: execution };
	};

	const chainOf = (
		chain: Pick<ChainView, "chainId" | "title" | "kind" | "sends">,
		watch: Watch | null,
		fault: Fault | null,
	): ChainView => ({
		...chain,
		coin: coin(chain.chainId),
		balances:
			watch === null
				? []
				: watch.views().map((balance) =>
						balance.grade === null
							? balance
							: {
									...balance,
									stale: isStale(chain.chainId, balance.grade.asOfS),
								},
					),
		fault: fault?.toJson() ?? null,
		warning: null,
		halt: null,
	});

	const poolViews = (
		chainId: number,
		role: "execution" | "relay",
		standings: readonly Standing[],
		entries: ChainEndpoints,
		windows: ReadonlyMap<string, number>,
	): readonly EndpointView[] =>
		standings.map(({ name, aside, last }) => {
			const window = windows.get(name);
			return {
				chainId,
				role,
				name,
				url: entries[role].find((entry) => entry.name === name)?.url ?? "",
				state: aside !== null ? "put-aside" : last !== null ? "silent" : "good",
				fault: (aside ?? last)?.toJson() ?? null,
				proofWindow:
					window === undefined
						? null
						: window === 0
							? "proves its newest block only"
							: `proves ${window} blocks back`,
			};
		});

	return {
		l1,
		rollups,
		reader: (chainId, asker = onScreens) => {
			if (chainId === network.chainId) return l1.by(asker).reader;
			const found = references.find((one) => one.chainId === chainId);
			return found?.reader ?? rollupBy(chainId).by(asker).reader;
		},
		calls: (chainId, asker = onScreens) => {
			const plain = references.find((one) => one.chainId === chainId);
			if (plain !== undefined)
				throw new Fault(
					"unverifiable-method",
					`a call on ${plain.title}: no code runs there`,
				);
			const found = calls.get(chainId);
			if (found === undefined)
				throw new Fault("unknown-chain", `chain ${chainId} is not followed`);
			return found(asker);
		},
		references,
		coin,
		tokenState,
		turn: ({ lane, origin, signal }) => turns[lane].take({ origin, signal }),
		ground: (chainId) => {
			if (chainId === network.chainId) return ground;
			const found = references.find((rollup) => rollup.chainId === chainId);
			if (found === undefined)
				throw new Fault(
					"unverifiable-method",
					`sending on chain ${chainId}: its nonce and fee cannot be proved so far`,
				);
			return found.ground;
		},
		chains: () => [
			chainOf(
				{
					chainId: network.chainId,
					title: network.title,
					kind: "l1",
					sends: true,
				},
				l1Watch,
				asFaultOrNull(stopped()),
			),
			...watched.map(({ rollup, watch }) =>
				chainOf(
					{
						chainId: rollup.chainId,
						title: rollup.title,
						kind: "rollup",
						sends: false,
					},
					watch,
					rollup.fault(),
				),
			),
			...watchedReferences.map(({ rollup, watch }): ChainView => {
				const { chainId, title, warning } = rollup;
				return {
					...chainOf(
						{ chainId, title, kind: "rollup", sends: true },
						watch,
						rollup.fault(),
					),
					warning,
					halt: rollup.halt(),
				};
			}),
		],
		endpoints: () => {
			const own = endpointsOf(settings, network.chainId);
			return [
				...l1.sync.status().endpoints.map(
					({ name, state, fault }): EndpointView => ({
						chainId: network.chainId,
						role: "beacon",
						name,
						url: own.beacon.find((entry) => entry.name === name)?.url ?? "",
						state:
							state === "aside"
								? "put-aside"
								: state === "waiting"
									? "silent"
									: "good",
						fault,
						proofWindow: null,
					}),
				),
				...poolViews(
					network.chainId,
					"execution",
					l1.pool.standings(),
					own,
					l1.capture.windows(),
				),
				...rollups.flatMap(({ chainId, pool, relays, capture }) => {
					const entries = endpointsOf(settings, chainId);
					const none = new Map<string, number>();
					return [
						...poolViews(
							chainId,
							"execution",
							pool.standings(),
							entries,
							capture.windows(),
						),
						...poolViews(chainId, "relay", relays.standings(), entries, none),
					];
				}),
				...references.flatMap(({ chainId, pool }) =>
					poolViews(
						chainId,
						"execution",
						pool.standings(),
						endpointsOf(settings, chainId),
						new Map(),
					),
				),
			];
		},
		isStale,
		silent,
		retry: l1.sync.retry,
		stopped,
		follow,
		round: async (signal) => {
			try {
				await l1.round(signal);
			} catch (thrown) {
				problem(asFault(thrown));
			}
			const why = stopped();
			if (why?.code === "conflict")
				await orders
					.withdraw(new Fault(why.code, why.detail))
					.catch((thrown: unknown) => problem(asFault(thrown)));
			const { optimistic, final } = l1.view();
			const head = optimistic?.root ?? null;
			const newest = final?.root ?? null;
			if (head !== lastHead || newest !== lastFinal) {
				const isFinal = newest !== lastFinal;
				lastHead = head;
				lastFinal = newest;
				if (head !== null && why === null) onHead(isFinal);
			}
			changed();
		},
	};
};

const asFaultOrNull = (json: FaultJson | null): Fault | null =>
	json === null ? null : new Fault(json.code, json.detail, json.source);
