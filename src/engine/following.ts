// The running part of the engine: one network with its chains and what is watched on them, driven round by round. A change
// of network, endpoints, account or checkpoint closes it and opens another.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import type { L1Network } from "../l1/network.ts";
import type { ChainView, EndpointView } from "../protocol/views.ts";
import type { NetworkFile } from "../receipt/networks.ts";
import type { Standing } from "../source/pool.ts";
import type { Header } from "../state/values.ts";
import { alone } from "./alone.ts";
import { type Calls, openCalls } from "./calls.ts";
import { l1Rules, rollupRules } from "./evm-rules.ts";
import { type L1Chain, openL1Chain } from "./l1-chain.ts";
import type { Orders } from "./orders.ts";
import type { EnginePorts } from "./ports.ts";
import type { Reader } from "./reader.ts";
import type { RollupChain } from "./rollup-chain.ts";
import { openRollups } from "./rollups.ts";
import { type ChainEndpoints, knownTokens, type Settings } from "./settings.ts";
import type { Shown } from "./shown.ts";
import { openWatch, type Watch } from "./watch.ts";

export type Following = {
	readonly l1: L1Chain;
	readonly rollups: readonly RollupChain[];
	/** @throws unknown-chain */
	readonly reader: (chainId: number) => Reader;
	/** @throws unknown-chain */
	readonly calls: (chainId: number) => Calls;
	readonly chains: () => readonly ChainView[];
	readonly endpoints: () => readonly EndpointView[];
	/** Why nothing is signed at all; null when signing is possible. */
	readonly stopped: () => FaultJson | null;
	/** Sends what was just signed, and looks where it is. */
	readonly follow: () => void;
	/** One round: sync, and what follows from a new head. Throws nothing. */
	readonly round: (signal?: AbortSignal) => Promise<void>;
};

export type FollowingTools = {
	readonly ports: EnginePorts;
	readonly shown: Shown;
	readonly orders: Orders;
	readonly changed: () => void;
	/** What went wrong and is nobody's endpoint's fault, for the diagnostics. */
	readonly problem: (fault: Fault) => void;
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
		},
	);
	const rollups = openRollups(file, settings, l1, ports);

	const watchOf = (reader: Reader, chainTitle: string): Watch | null =>
		settings.account === null
			? null
			: openWatch(
					reader,
					"latest",
					{
						account: settings.account,
						tokens: knownTokens(settings).filter(
							(token) => token.chainId === reader.chainId,
						),
						chainTitle,
					},
					shown,
				);
	const l1Watch = watchOf(l1.reader, network.title);
	const watched = rollups.map((rollup) => ({
		rollup,
		watch: watchOf(rollup.reader, rollup.title),
	}));
	const ground = {
		network,
		reader: l1.reader satisfies Reader<Header>,
		pool: l1.pool,
	};

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
	};

	const follow = alone(() => orders.follow(ground), problem);
	const readRollups = alone(rootsAndBalances, problem);

	/** What a new head makes possible. Long reads go on beside the next rounds: they wait for the heads these bring. */
	const onHead = (): void => {
		void l1Watch?.refresh().then(changed);
		follow();
		readRollups();
	};

	const rollupBy = (chainId: number): RollupChain => {
		const found = rollups.find((rollup) => rollup.chainId === chainId);
		if (found === undefined)
			throw new Fault("unknown-chain", `chain ${chainId} is not followed`);
		return found;
	};

	const chainOf = (
		chainId: number,
		title: string,
		kind: ChainView["kind"],
		watch: Watch | null,
		fault: Fault | null,
	): ChainView => ({
		chainId,
		title,
		kind,
		balances: watch === null ? [] : [...watch.views()],
		fault: fault?.toJson() ?? null,
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
		reader: (chainId) => {
			if (chainId === network.chainId) return l1.reader;
			return rollupBy(chainId).reader;
		},
		calls: (chainId) => {
			const { clock } = ports;
			if (chainId === network.chainId)
				return openCalls({
					...l1,
					clock,
					rules: (timestampS) => l1Rules(network, timestampS),
				});
			const rollup = rollupBy(chainId);
			const profile = file?.rollups.find((one) => one.chainId === chainId);
			return openCalls({
				...rollup,
				clock,
				rules: (timestampS) =>
					rollupRules(profile ?? { title: rollup.title, chainId }, timestampS),
			});
		},
		chains: () => [
			chainOf(
				network.chainId,
				network.title,
				"l1",
				l1Watch,
				asFaultOrNull(stopped()),
			),
			...watched.map(({ rollup, watch }) =>
				chainOf(rollup.chainId, rollup.title, "rollup", watch, rollup.fault()),
			),
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
			];
		},
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
				lastHead = head;
				lastFinal = newest;
				if (head !== null && why === null) onHead();
			}
			changed();
		},
	};
};

const asFaultOrNull = (json: FaultJson | null): Fault | null =>
	json === null ? null : new Fault(json.code, json.detail, json.source);
