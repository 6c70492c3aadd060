// Walks a journey out of a rollup in a test: the wallet's light client reads L1, the module says where it is and what to sign,
// and what it says is signed and sent. The state goes through JSON after every look, as it does over a restart.

import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import type { L1Chain } from "../../../src/engine/l1-chain.ts";
import type {
	ExitContext,
	ExitModule,
	ExitRequest,
	Stage,
	StageOrder,
} from "../../../src/exit/module.ts";
import { exitCall, exitStep } from "../../../src/l2/checks.ts";
import { stepJson } from "../../../src/l2/exit-step.ts";
import type { RollupProfile } from "../../../src/l2/profile.ts";
import {
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { openPool, type Pool } from "../../../src/source/pool.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { type Drawn, drawn } from "../../exit/drawn.ts";
import { said } from "../../said.ts";
import type { NetworkClock } from "../clock.ts";
import { sleep } from "../op/rpc.ts";
import type { Receipt, Sender } from "../op/sender.ts";

/** A pool of these endpoints as the engine would open it. */
export const poolOf = (urls: readonly string[]): Pool<Execution> => {
	const ports = {
		fetch: openFetch({ permitted: async () => true }),
		clock: webClock,
	};
	return openPool(
		urls.map((url, i) => {
			const name = `node ${i}`;
			return { name, client: openExecution(ports, { name, url }) };
		}),
		() => new Fault("not-followed", "no endpoint"),
	);
};

/** Again while nothing is proved yet: a node may be behind the light client for a moment. */
export const patiently = async <T>(
	work: () => Promise<T>,
	timeoutMs = 90_000,
): Promise<T> => {
	const end = Date.now() + timeoutMs;
	for (;;) {
		try {
			return await work();
		} catch (thrown) {
			const isEarly =
				thrown instanceof Fault &&
				(thrown.kind === "unproven" || thrown.kind === "unavailable");
			if (!isEarly || Date.now() > end) throw thrown;
			await sleep(500);
		}
	}
};

/** Follows L1 until it is stopped. */
export const followL1 = (chain: L1Chain): (() => Promise<void>) => {
	let stopped = false;
	const loop = (async () => {
		while (!stopped) {
			await chain.round().catch(() => undefined);
			await sleep(400);
		}
	})();
	return async () => {
		stopped = true;
		await loop;
	};
};

export type Kept = Map<string, string>;

export const contextOf = <P extends RollupProfile>(
	chain: L1Chain,
	profile: P,
	l2: Pool<Execution>,
	clock: Pick<NetworkClock, "nowMs">,
	kept: Kept = new Map(),
	orders: ReadonlyMap<string, StageOrder> = new Map(),
): ExitContext<P> => {
	const { receipt } = chain.reader;
	if (receipt === null) throw new Error("L1 shows no receipts");
	return {
		profile,
		nowS: Math.floor(clock.nowMs() / 1000),
		l1: {
			read: chain.reader.read,
			receipt,
			call: async () => {
				throw new Fault("unverifiable-method", "no calls in this test");
			},
			pool: chain.pool,
		},
		l2,
		nodes: null,
		evidenceStore: {
			get: async (name) => kept.get(name),
			put: async (name, text) => {
				kept.set(name, text);
			},
		},
		order: (stage) => orders.get(stage) ?? null,
	};
};

export type Walk<S> = {
	readonly state: () => S;
	readonly stages: () => readonly Stage[];
	readonly stage: (id: string) => Drawn;
	/** Looks until it holds. @throws Error when it does not in time, with where the journey is */
	readonly until: (
		what: string,
		holds: () => boolean,
		timeoutMs?: number,
	) => Promise<void>;
	readonly look: () => Promise<void>;
	/** Signs and sends the click that is due. */
	readonly click: (stage: string) => Promise<Receipt>;
	readonly isDone: () => boolean;
	/** The rollup's endpoints are others from now on. */
	readonly useL2: (pool: Pool<Execution>) => void;
};

export const startWalk = async <S extends Json, P extends RollupProfile>(
	module: ExitModule<S, P>,
	asked: ExitRequest,
	parts: {
		readonly chain: L1Chain;
		readonly profile: P;
		readonly l2: Pool<Execution>;
		readonly kept?: Kept;
		readonly sender: Sender;
		readonly clock: Pick<NetworkClock, "nowMs">;
		/** Has time pass, between two looks. */
		readonly pass: () => Promise<void>;
		/** Instead of beginning: a state that was exported. */
		readonly from?: S;
	},
): Promise<Walk<S>> => {
	const { chain, profile, sender, kept, clock } = parts;
	const orders = new Map<string, StageOrder>();
	let { l2 } = parts;
	const context = () => contextOf(chain, profile, l2, clock, kept, orders);
	const overRestart = (state: S): S =>
		module.decode(JSON.parse(JSON.stringify(state)), "state");
	let state =
		parts.from ??
		overRestart(await patiently(() => module.begin(asked, context())));

	const lookOnce = async (): Promise<void> => {
		state = overRestart(await module.look(state, asked, context()));
	};
	const stages = () => module.stages(state, asked, context());
	return {
		state: () => state,
		stages,
		stage: (id) => {
			const found = stages()
				.map(drawn)
				.find((stage) => stage.id === id);
			if (found === undefined) throw new RangeError(`no stage ${id}`);
			return found;
		},
		look: () => patiently(lookOnce),
		until: async (what, holds, timeoutMs = 120_000) => {
			const end = Date.now() + timeoutMs;
			let fault: unknown = null;
			for (;;) {
				await lookOnce().catch((thrown) => {
					if (!(thrown instanceof Fault) || thrown.kind === "internal")
						throw thrown;
					fault = thrown;
				});
				if (holds()) return;
				if (Date.now() > end)
					throw new Error(
						`in vain: ${what}: ${JSON.stringify(stages())} ${fault}`,
					);
				await parts.pass();
			}
		},
		click: async (stage) => {
			const click = module.click(state, asked, context());
			if (click?.stage !== stage)
				throw new Error(
					`the click is ${click?.stage}: ${JSON.stringify(stages())}`,
				);
			const step = exitStep(stepJson(click.step), "step");
			const call = exitCall(profile, asked.account, step);
			const receipt = await sender.send({
				to: call.to,
				data: call.data,
				valueWei: call.valueWei,
				gas: BigInt(call.mostGas),
				what: said(call.title),
			});
			const hash: Hex = receipt.transactionHash;
			orders.set(stage, {
				id: stage,
				state: "included",
				hash,
				succeeded: true,
				blockNumber: receipt.blockNumber,
				madeMs: clock.nowMs(),
			});
			return receipt;
		},
		isDone: () => module.outcome(state) === "done",
		useL2: (pool) => {
			l2 = pool;
		},
	};
};
