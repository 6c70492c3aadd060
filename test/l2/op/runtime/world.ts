// A journey over a made L1 and a made OP rollup, driven by hand: what it keeps goes through JSON at every look.

import type {
	ExitContext,
	ExitRequest,
	StageOrder,
} from "../../../../src/exit/module.ts";
import { exitCall, exitStep } from "../../../../src/l2/checks.ts";
import { stepJson } from "../../../../src/l2/exit-step.ts";
import type { OpProfile } from "../../../../src/l2/op/checks/profile.ts";
import type { AnyOpProfile } from "../../../../src/l2/op/checks/values.ts";
import type { OpState } from "../../../../src/l2/op/runtime/state.ts";
import type { OpModule } from "../../../../src/l2/op/runtime/way.ts";
import type { Execution } from "../../../../src/source/execution.ts";
import type { Pool } from "../../../../src/source/pool.ts";
import { type Drawn, drawn } from "../../../exit/drawn.ts";
import {
	exitProfile,
	l1Bridge,
	l1Messenger,
	l2Bridge,
	l2Messenger,
	person,
	relayed,
	tokenMessage,
	versioned,
} from "../exit-world.ts";
import type { Mined } from "./blocks.ts";
import type { L1 } from "./l1.ts";

export type Drive<P extends AnyOpProfile = OpProfile> = {
	state: OpState;
	orders: Map<string, StageOrder>;
	kept: Map<string, string>;
	look: () => Promise<void>;
	stage: (id: string) => Drawn;
	click: () => ReturnType<OpModule<P>["click"]>;
	outcome: () => ReturnType<OpModule<P>["outcome"]>;
	/** Signs the next step and has L1 run it. */
	sign: (stage: string, others?: number) => Mined;
	ground: () => ExitContext<P>;
};

/** What a journey needs of a made L1. */
export type Grounds = Pick<L1, "port" | "timeS" | "execute" | "head">;

/** A driver of one journey. What it keeps goes through JSON and its decoder after each look, as on disk. */
export const driveOn = async <P extends AnyOpProfile>(
	module: OpModule<P>,
	asked: ExitRequest,
	l1: Grounds,
	l2: () => Pool<Execution>,
	profile: P,
): Promise<Drive<P>> => {
	const orders = new Map<string, StageOrder>();
	const kept = new Map<string, string>();
	const context = (): ExitContext<P> => ({
		profile,
		nowS: l1.timeS(),
		l1: l1.port,
		l2: l2(),
		nodes: null,
		evidenceStore: {
			get: async (name) => kept.get(name),
			put: async (name, text) => {
				kept.set(name, text);
			},
		},
		order: (stage) => orders.get(stage) ?? null,
	});
	const stored = (state: OpState): OpState =>
		module.decode(JSON.parse(JSON.stringify(state)), "state");
	const self: Drive<P> = {
		state: stored(await module.begin(asked, context())),
		orders,
		kept,
		look: async () => {
			self.state = stored(await module.look(self.state, asked, context()));
		},
		stage: (id) => {
			const stages = module.stages(self.state, asked, context()).map(drawn);
			const found = stages.find((one) => one.id === id);
			if (found === undefined) throw new Error(`no stage ${id}`);
			return found;
		},
		click: () => module.click(self.state, asked, context()),
		outcome: () => module.outcome(self.state),
		sign: (stage, others = 0) => {
			const click = self.click();
			if (click?.stage !== stage)
				throw new Error(`the next click is ${click?.stage}, not ${stage}`);
			const step = exitStep(stepJson(click.step), "step");
			const call = exitCall(profile, asked.account, step);
			const mined = l1.execute(
				asked.account,
				call.to,
				call.data,
				call.valueWei,
				others,
			);
			orders.set(stage, {
				id: `order-${stage}`,
				state: "final",
				hash: mined.hash,
				succeeded: true,
				blockNumber: l1.head().number,
				madeMs: 0,
				step,
			});
			return mined;
		},
		ground: context,
	};
	return self;
};

/** The same out of a rollup whose portal judges games. */
export const drive = (
	module: OpModule,
	asked: ExitRequest,
	l1: Grounds,
	l2: () => Pool<Execution>,
	profile: OpProfile = exitProfile,
): Promise<Drive> => driveOn(module, asked, l1, l2, profile);

export { startS } from "./blocks.ts";
export { type L1, openL1 } from "./l1.ts";
export {
	falseBlock,
	heldTokens,
	heldWei,
	type L2,
	type Lies,
	l2Transaction,
	nodeOf,
	openL2,
	passedLog,
	passerAbi,
	poolOf,
} from "./nodes.ts";
export {
	exitProfile,
	l1Bridge,
	l1Messenger,
	l2Bridge,
	l2Messenger,
	person,
	relayed,
	tokenMessage,
	versioned,
};
