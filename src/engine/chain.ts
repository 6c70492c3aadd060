// What the engine asks of every chain it follows, Ethereum or a layer 2, whatever kind it is: whoever holds one asks it, and
// never which kind it is.

import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { ExitContext } from "../exit/module.ts";
import type { Coin } from "../l1/network.ts";
import type { LayerNodes } from "../l2/nodes.ts";
import type { Rechecked } from "../l2/rechecked.ts";
import type { SaidSearch } from "../l2/said.ts";
import type {
	ChainView,
	EndpointView,
	ProofFailureView,
} from "../protocol/views.ts";
import type { Execution } from "../source/execution.ts";
import type { Asker } from "../source/lanes.ts";
import type { Pool } from "../source/pool.ts";
import type { OrderContext } from "../wallet/order-context.ts";
import type { BalanceQuestion } from "./balance-answer.ts";
import type { Balances } from "./balances.ts";
import type { Calls } from "./calls.ts";
import type { Reader } from "./reader.ts";
import type { Token } from "./settings.ts";

/** A layer 2's endpoints as exits ask them; left out where it has none of that sort. */
export type ExitNodes = {
	readonly execution?: Pool<Execution>;
	/** By a protocol of its kind's own. */
	readonly own?: LayerNodes;
	/** Where blobs of L1 are asked for. */
	readonly blobs?: NonNullable<ExitContext["blobs"]>;
};

/** Where one who asks is named, it is read in his lane; else in that of the screens. What is proved is shared. */
export type Chain = {
	readonly chainId: number;
	readonly title: string;
	readonly kind: ChainView["kind"];
	/** A layer 2 whose accounts and transactions are Ethereum's. */
	readonly likeEthereum?: true;
	/** What its fees are paid in. */
	readonly coin: Coin;
	/** Said wherever the chain is shown; null where there is nothing to say. */
	readonly warning: string | null;
	/** Its newest basis, and what is proved under it. */
	readonly reader: (asker?: Asker) => Reader;
	/** eth_call and eth_estimateGas. @throws unverifiable-method where no code runs */
	readonly calls: (asker?: Asker) => Calls;
	/** Proofs for the calls by which tokens are asked. @throws unknown-chain where there are no tokens */
	readonly tokenState: (asker?: Asker) => ProvedState;
	/**
	 * A proved balance with its evidence, for a site.
	 * @param token what this wallet knows of the token that is asked about
	 * @throws bad-params for a token that is not there, and why nothing is proved
	 */
	readonly balance: (
		asked: BalanceQuestion,
		token: Token | undefined,
		asker: Asker,
	) => Promise<Json>;
	/** For orders on it; null where none can be made. */
	readonly orderContext: OrderContext | null;
	/** What the chosen account has there; null while no account is chosen. */
	readonly balances: Balances | null;
	/**
	 * Looks for a newer basis under what L1 shows now. Throws nothing: `fault` says what went wrong. Nothing to do for L1, which
	 * the light client follows.
	 */
	readonly refresh: () => Promise<void>;
	/**
	 * What it is refreshed in turn with: a chain whose proofs have to be waited for holds up those whose roots wait for L1's heads
	 * no longer than these hold it up.
	 */
	readonly lane: "heads" | "proofs";
	/** Why nothing newer can be shown or answered, or new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
	/** A validity proof that failed here although L1 accepted it; null when none did. */
	readonly proofFailure: () => ProofFailureView | null;
	/** The newest proof that was checked again here, of the root that is shown; null or missing where none was. */
	readonly rechecked?: () => Rechecked | null;
	/** What its sequencer says now, by its signature alone. Missing for what has no sequencer. */
	readonly said?: SaidSearch;
	/** What is kept of that proof, as a file; null where no proof is checked. @throws not-anchored when there is nothing */
	readonly proofFailureFile: (() => Promise<string>) | null;
	/** How each of its endpoints does. */
	readonly endpoints: () => readonly EndpointView[];
	readonly exitNodes: ExitNodes;
};

/** The chain of that id. @throws unknown-chain when it is not followed */
export const chainBy = (chains: readonly Chain[], chainId: number): Chain => {
	const found = chains.find((chain) => chain.chainId === chainId);
	if (found === undefined)
		throw new Fault("unknown-chain", `chain ${chainId} is not followed`);
	return found;
};

/** For orders on a chain. @throws unverifiable-method where none can be made, also on a chain that is not followed */
export const orderContextBy = (
	chains: readonly Chain[],
	chainId: number,
): OrderContext => {
	const context = chains.find(
		(chain) => chain.chainId === chainId,
	)?.orderContext;
	if (context === undefined || context === null)
		throw new Fault(
			"unverifiable-method",
			`nonce and fee on chain ${chainId} are not proved`,
		);
	return context;
};

const recheckedIn = ({ rechecked }: Chain): Pick<ChainView, "rechecked"> => {
	const found = rechecked?.() ?? null;
	if (found === null) return {};
	const { from, to, since, isAnchored, counts, system, how, tookMs } = found;
	return {
		rechecked: {
			number: to.number,
			from: from.number,
			since: since.number,
			...{ isAnchored, counts, system, how, tookMs: Math.round(tookMs) },
		},
	};
};

/** The chain as the screens draw it. @param isStale is what is of that time too old for the chain's present? */
export const chainView = (
	chain: Chain,
	isStale: (chainId: number, asOfS: number) => boolean,
): ChainView => ({
	chainId: chain.chainId,
	title: chain.title,
	kind: chain.kind,
	sends: chain.orderContext !== null,
	...(chain.likeEthereum === undefined
		? {}
		: { likeEthereum: chain.likeEthereum }),
	coin: chain.coin,
	balances: (chain.balances?.views() ?? []).map((balance) =>
		balance.grade === null
			? balance
			: {
					...balance,
					stale: isStale(chain.chainId, balance.grade.asOfS),
				},
	),
	fault: chain.fault()?.toJson() ?? null,
	warning: chain.warning,
	halt: chain.proofFailure(),
	...recheckedIn(chain),
});
