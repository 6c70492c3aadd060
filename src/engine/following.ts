// The running part of the engine: one network with its chains and what is watched on them, driven round by round. A change
// of network, endpoints, account or checkpoint closes it and opens another.

import { coalesced } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import type { L1Network } from "../l1/network.ts";
import type { ChainView, EndpointView, WalletView } from "../protocol/views.ts";
import type { Lanes } from "../source/lanes.ts";
import { type FreshnessPolicy, isFresh } from "../trust/freshness.ts";
import { openCallTurns } from "./calls.ts";
import { type Chain, chainView } from "./chain.ts";
import {
	type ChainTools,
	l1AsChain,
	ownAsChain,
	rollupAsChain,
} from "./chains.ts";
import type { Contact } from "./contact.ts";
import { type L1Chain, openL1Chain } from "./l1-chain.ts";
import type { Layers } from "./layers.ts";
import type { Orders } from "./orders.ts";
import type { EnginePorts } from "./ports.ts";
import { type OwnTools, openOwnRollups, openRollups } from "./rollups.ts";
import { endpointsOf, type Settings } from "./settings.ts";
import { silenceOf } from "./silence.ts";
import type { TraceStore } from "./trace-store.ts";

export type Following = {
	readonly l1: L1Chain;
	/** L1 and every layer 2 whose endpoints are chosen, L1 first. */
	readonly chains: readonly Chain[];
	readonly views: () => readonly ChainView[];
	readonly endpoints: () => readonly EndpointView[];
	/** Too old to be shown or told as the chain's present: by the chain's policy, or because the wallet is out of touch. */
	readonly isStale: (chainId: number, asOfS: number) => boolean;
	/** Which of L1's endpoints are silent, all of them, for a slot or longer. */
	readonly silent: () => WalletView["silent"];
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
	readonly shown: TraceStore;
	readonly orders: Orders;
	readonly changed: () => void;
	/** The accounts' keys on a layer 2 with orders of its own. @throws locked */
	readonly rollupKeys: OwnTools["askKeys"];
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
	/** Does a person look? */
	readonly isLookedAt: () => boolean;
	/** What was read of L1 under a head that is not final may be of no block of the chain any more. */
	readonly onReorg: () => void;
};

/** Every layer 2 whose endpoints are chosen. @throws as `openOwnRollups` */
const openLayer2s = async (
	layers: Layers,
	l1: L1Chain,
	tools: FollowingTools,
	chainTools: ChainTools,
): Promise<readonly Chain[]> => {
	const { ports, orders } = tools;
	const { settings } = chainTools;
	const rollups = openRollups(layers, settings, l1, ports);
	const own = await openOwnRollups(layers, settings, l1, {
		...ports,
		askKeys: tools.rollupKeys,
		// what waits would be signed on a root that is known to be false
		onProofFailure: (chainId, fault) => orders.withdraw(fault, chainId),
	});
	return [
		...rollups.flatMap((rollup) => {
			const profile = layers.rollups.find(
				({ chainId }) => chainId === rollup.chainId,
			);
			return profile === undefined
				? []
				: [rollupAsChain(rollup, profile, chainTools)];
		}),
		...own.map(({ profile, rollup }) =>
			ownAsChain(rollup, profile, chainTools),
		),
	];
};

/** Cut off between the stop of a chain and this, an order could still wait for its signature. */
const withdrawStopped = async (
	chains: readonly Chain[],
	{ orders, problem }: FollowingTools,
): Promise<void> => {
	for (const chain of chains) {
		const fault = chain.orderContext === null ? null : chain.fault();
		if (fault !== null)
			await orders
				.withdraw(fault, chain.chainId)
				.catch((thrown: unknown) => problem(asFault(thrown)));
	}
};

/** What a new head makes possible. Long reads go on beside the next rounds: they wait for the heads these bring. */
type Work = {
	/** Looks where the orders of each chain are. */
	readonly follow: () => void;
	/** Reads all anew that follows from the head. */
	readonly onHead: () => void;
};

const openWork = (
	l1: Chain,
	layer2s: readonly Chain[],
	{ orders, changed, problem, onRoots }: FollowingTools,
): Work => {
	const followOn = (chains: readonly Chain[]): (() => void) =>
		coalesced(async () => {
			for (const { orderContext: context } of chains)
				if (context !== null) await orders.follow(context);
		}, problem);
	const followL1 = followOn([l1]);
	const followLayer2s = followOn(layer2s);
	const refreshOne = async (chain: Chain): Promise<void> => {
		await chain.refresh();
		changed();
		await chain.balances?.refresh();
		changed();
		if (chain.orderContext !== null) await orders.follow(chain.orderContext);
	};
	/** All of a lane side by side: what they want of Ethereum goes out together, and a slow one holds up none. */
	const refresh = async (lane: Chain["lane"]): Promise<void> => {
		const all = await Promise.allSettled(
			layer2s.filter((chain) => chain.lane === lane).map(refreshOne),
		);
		onRoots();
		for (const one of all) if (one.status === "rejected") throw one.reason;
	};
	const heads = coalesced(() => refresh("heads"), problem);
	const proofs = coalesced(() => refresh("proofs"), problem);
	return {
		follow: () => {
			followL1();
			followLayer2s();
		},
		onHead: () => {
			void l1.balances?.refresh().then(changed);
			followL1();
			heads();
			proofs();
		},
	};
};

/** One pass over the light client, and then what its newest heads make possible. */
const openRound = (
	l1: L1Chain,
	tools: FollowingTools,
	stopped: () => FaultJson | null,
	onHead: (isFinal: boolean) => void,
): Following["round"] => {
	const { orders, changed, problem } = tools;
	let lastHead: Hex | null = null;
	let lastFinal: Hex | null = null;
	return async (signal) => {
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
	};
};

/** Also of chains that are not followed now: a value may have been proved when they were. */
const openStaleness = (
	l1: L1Chain,
	layers: Layers,
	{ ports: { clock } }: FollowingTools,
): Following["isStale"] => {
	const ages = new Map<number, FreshnessPolicy>([
		...layers.rollups.map(({ chainId, policy }): [number, FreshnessPolicy] => [
			chainId,
			policy.ages,
		]),
		[l1.network.chainId, orderPolicy(l1.network).freshness],
	]);
	return (chainId, asOfS) => {
		const most = ages.get(chainId);
		if (most === undefined || !isFresh(asOfS, clock.nowMs(), "show", most))
			return true;
		try {
			l1.checkTouch("show");
			return false;
		} catch {
			return true;
		}
	};
};

/** @param root what `readTrusted` gave. @throws storage, and as `openOwnRollups` */
export const openFollowing = async (
	network: L1Network,
	layers: Layers,
	settings: Settings,
	root: Hex,
	tools: FollowingTools,
): Promise<Following> => {
	const { ports, shown } = tools;
	const own = endpointsOf(settings, network.chainId);
	let dropUnfinal = (): void => {};
	const l1 = await openL1Chain(network, own, root, ports, tools.changed, () => {
		shown.forgetUnfinal();
		dropUnfinal();
		tools.onReorg();
	});
	const stopped = (): FaultJson | null => {
		const { stopped: why, clock } = l1.sync.status();
		return why ?? clock;
	};
	const chainTools: ChainTools = {
		ports,
		settings,
		shown,
		turns: openCallTurns(),
		...{ tokenAsked: tools.tokenAsked, isLookedAt: tools.isLookedAt },
	};
	const layer2s = await openLayer2s(layers, l1, tools, chainTools);
	await withdrawStopped(layer2s, tools);
	const ethereum = l1AsChain(l1, chainTools, stopped);
	dropUnfinal = () => ethereum.balances?.drop();
	const chains = [ethereum, ...layer2s];
	const work = openWork(ethereum, layer2s, tools);
	const isStale = openStaleness(l1, layers, tools);
	return {
		l1,
		chains,
		views: () => chains.map((chain) => chainView(chain, isStale)),
		endpoints: () => chains.flatMap((chain) => chain.endpoints()),
		isStale,
		silent: () => silenceOf(l1, own, network, tools.contact, ports.clock),
		retry: l1.sync.retry,
		stopped,
		follow: work.follow,
		round: openRound(l1, tools, stopped, (isFinal) => {
			tools.onHead(isFinal);
			work.onHead();
		}),
	};
};
