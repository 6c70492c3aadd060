// A way out as the engine of journeys holds it: a module with its kinds of state and profile closed in, so that ways of
// different rollups stand in one list. It adds no rule of its own.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { exitCall } from "../l2/checks.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Message, MessageOrText } from "../protocol/message.ts";
import type { ExitOrderRecord } from "../receipt/exit-order.ts";
import { type AnyOrder, isExit } from "../receipt/orders.ts";
import { offerMessage } from "./codes.ts";
import type {
	CapturedEvidence,
	Click,
	ExitContext,
	ExitModule,
	ExitRequest,
	Outcome,
	Stage,
	WayOffer,
} from "./module.ts";

type OrderLookup = Pick<ExitContext, "profile" | "nowS" | "order">;

/** A journey's state as its way reads it: decoded once, asked often. */
export type Position = {
	readonly stages: (context: OrderLookup) => readonly Stage[];
	readonly click: (context: OrderLookup) => Click | null;
	readonly outcome: Outcome;
	/** @throws what keeps it from looking */
	readonly look: (context: ExitContext) => Promise<Json>;
};

export type Way = {
	readonly way: string;
	readonly title: Message;
	readonly isFor: (profile: RollupProfile) => boolean;
	/** Null for a way out; else what it rehearses. */
	readonly rehearses: {
		readonly way: string;
		readonly words: MessageOrText;
	} | null;
	/** The way under whose name its evidence is kept. */
	readonly keptFor: string;
	readonly offer: (account: Hex, context: ExitContext) => Promise<WayOffer>;
	readonly begin: (asked: ExitRequest, context: ExitContext) => Promise<Json>;
	/** @throws bad-field for a state that this release does not read */
	readonly at: (state: Json, asked: ExitRequest) => Position;
	/** @throws bad-field, also for a state that this release does not read */
	readonly fromFile: (
		state: Json,
		asked: ExitRequest,
		profile: RollupProfile,
		hasOrder: (stage: string) => Hex | null,
	) => Json;
	/**
	 * Is the order that stage's step of a journey with that state, to the byte?
	 * @throws bad-field for a state that this release does not read
	 */
	readonly isStep: (
		stage: string,
		order: AnyOrder,
		state: Json,
		asked: ExitRequest,
		profile: RollupProfile,
	) => boolean;
	/** Null where the root that is shown says whether evidence is new. */
	readonly mark: ((context: ExitContext) => Promise<string>) | null;
	/** Null where the way needs no evidence beforehand. */
	readonly capture:
		| ((
				account: Hex,
				context: ExitContext,
		  ) => Promise<readonly CapturedEvidence[]>)
		| null;
	/** Null where the evidence is checked by whoever uses it, and not before. */
	readonly checkCaptured:
		| ((
				name: string,
				text: string,
				profile: RollupProfile,
		  ) => Promise<{ readonly asOfS: number }>)
		| null;
};

/** Is its transaction the call that this wallet makes of its step, byte for byte? */
const isCallOf = (
	profile: RollupProfile,
	from: Hex,
	order: ExitOrderRecord,
): boolean => {
	if (order.rollup !== profile.chainId || order.from !== from) return false;
	try {
		const { to, valueWei, data } = exitCall(profile, from, order.step);
		return (
			order.to === to && order.valueWei === valueWei && order.data === data
		);
	} catch (thrown) {
		// it pays somebody else, or is no step of this rollup
		if (thrown instanceof Fault) return false;
		throw thrown;
	}
};

/** The module as a way among others. */
export const wayOf = <S extends Json, P extends RollupProfile>(
	module: ExitModule<S, P>,
): Way => {
	const isOurs = (profile: RollupProfile): profile is P =>
		profile.kind === module.kind;
	const ours = (profile: RollupProfile): P => {
		if (isOurs(profile)) return profile;
		throw new Fault(
			"unverifiable-method",
			`"${module.way}" is no way out of ${profile.title}`,
		);
	};
	const on = (context: ExitContext): ExitContext<P> => ({
		...context,
		profile: ours(context.profile),
	});
	const still = ({ profile, nowS, order }: OrderLookup) => ({
		profile: ours(profile),
		nowS,
		order,
	});
	const { title, mark, capture, checkCaptured, rehearses = null } = module;
	return {
		way: module.way,
		title:
			typeof title === "string" ? offerMessage("way.named", { title }) : title,
		isFor: isOurs,
		rehearses,
		keptFor: rehearses?.way ?? module.way,
		offer: (account, context) => module.offer(account, on(context)),
		begin: (asked, context) => module.begin(asked, on(context)),
		at: (raw, asked) => {
			const state = module.decode(raw, "state");
			return {
				stages: (context) => module.stages(state, asked, still(context)),
				click: (context) => module.click(state, asked, still(context)),
				outcome: module.outcome(state),
				look: (context) => module.look(state, asked, on(context)),
			};
		},
		fromFile: (raw, asked, profile, hasOrder) =>
			module.fromFile(
				module.decode(raw, "state"),
				asked,
				ours(profile),
				hasOrder,
			),
		isStep: (stage, order, raw, asked, profile) =>
			isExit(order) &&
			isCallOf(profile, asked.account, order) &&
			module.isStep(
				stage,
				order.step,
				module.decode(raw, "state"),
				asked,
				ours(profile),
			),
		mark: mark === undefined ? null : (context) => mark(on(context)),
		capture:
			capture === undefined
				? null
				: (account, context) => capture(account, on(context)),
		checkCaptured:
			checkCaptured === undefined
				? null
				: (name, text, profile) => checkCaptured(name, text, ours(profile)),
	};
};
