// The verified values a screen may ask the reasons of: each by the id of the step that concluded it, the newest kept.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { formatUnits } from "../base/units.ts";
import { type Evidence, evidenceOf, stepId } from "../evidence/evidence.ts";
import type { Message } from "../protocol/message.ts";
import { gradeView, type TraceView } from "../protocol/views.ts";
import type { AnyVerified } from "../trust/verified.ts";
import { couldBeWrong, traceSteps, warningOf } from "./trace.ts";

export type Beside = {
	/** What the steps do not show and one has to know. */
	readonly says?: Message;
	/** Why no file can show it: its evidence is of what it was computed from, and not of the number. */
	readonly noFile?: string;
};

export type TraceStore = {
	/** Keeps a value so that its proof trace can be asked for. @returns its id */
	readonly remember: (
		verified: AnyVerified,
		title: string,
		conclusion: string,
		/** Its evidence, where it says more than the steps alone. */
		evidence?: () => Evidence,
		more?: Beside,
	) => Hex;
	/**
	 * The reasons, each run again now from its bytes: what stands there as checked was checked while the person waited,
	 * and the times are those of this run.
	 * @throws not-anchored when the value was forgotten; the fault of a step that does not hold; not-loaded
	 */
	readonly trace: (id: string) => Promise<TraceView>;
	/** Where and when the value stood; null for what stands under no state, as a committee. @throws not-anchored when it was forgotten */
	readonly when: (
		id: string,
	) => { readonly chainId: number; readonly asOfS: number } | null;
	/** @throws not-anchored when the value was forgotten; unverifiable-method for one that no file can show */
	readonly evidence: (id: string) => Evidence;
	/** Forgets what was proved under a head that is not final: a reorg has replaced it, or may have. */
	readonly forgetUnfinal: () => void;
};

const mostKept = 400;
/** The grade of what the value was proved under; null for what has none, as a committee. */
const gradeOf = ({ value }: AnyVerified): TraceView["grade"] => {
	if (typeof value !== "object" || value === null) return null;
	// A root that was read at an L1 block has both; its own grade is the weaker one.
	const holder = "grade" in value || !("at" in value) ? value : value.at;
	if (typeof holder !== "object" || holder === null || !("grade" in holder))
		return null;
	return gradeView(holder.grade, "grade");
};

/** The chain and the time of the state that the value was proved under. */
const whenOf = (verified: AnyVerified): ReturnType<TraceStore["when"]> => {
	const { value } = verified;
	const asOfS = gradeOf(verified)?.asOfS;
	if (asOfS === undefined || typeof value !== "object" || value === null)
		return null;
	const holder = "grade" in value || !("at" in value) ? value : value.at;
	return typeof holder === "object" &&
		holder !== null &&
		"chainId" in holder &&
		typeof holder.chainId === "number"
		? { chainId: holder.chainId, asOfS }
		: null;
};

/** Runs evidence again and tells how long each step took. @throws the fault of the step that does not hold */
export type EvidenceRecheck = (
	evidence: Evidence,
) => Promise<ReadonlyMap<Hex, number>>;

/** @param kernel what checks validity proofs here, in words; null while it is not known */
export const openTraceStore = (
	recheck: EvidenceRecheck,
	kernel: () => string | null = () => null,
): TraceStore => {
	const kept = new Map<
		string,
		{
			readonly verified: AnyVerified;
			readonly title: string;
			readonly conclusion: string;
			readonly evidence: () => Evidence;
			readonly more: Beside;
		}
	>();
	const found = (id: string) => {
		const entry = kept.get(id);
		if (entry === undefined)
			throw new Fault(
				"not-anchored",
				"this number has been replaced by a newer one",
			);
		return entry;
	};
	return {
		remember: (
			verified,
			title,
			conclusion,
			evidence = () => evidenceOf(verified),
			more = {},
		) => {
			const id = stepId(verified);
			kept.delete(id);
			kept.set(id, { verified, title, conclusion, evidence, more });
			const [oldest] = kept.keys();
			if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
			return id;
		},
		when: (id) => whenOf(found(id).verified),
		evidence: (id) => {
			const { evidence, more } = found(id);
			if (more.noFile !== undefined)
				throw new Fault("unverifiable-method", more.noFile);
			return evidence();
		},
		forgetUnfinal: () => {
			for (const [id, { verified }] of kept)
				if (gradeOf(verified)?.finality !== "final") kept.delete(id);
		},
		trace: async (id) => {
			const { verified, title, conclusion, evidence, more } = found(id);
			const took = await recheck(evidence());
			return {
				id,
				title: title.slice(0, 120),
				conclusion: conclusion.slice(0, 200),
				grade: gradeOf(verified),
				knots: await traceSteps(verified, {
					took: (step) => took.get(stepId(step)) ?? null,
					kernel: kernel(),
				}),
				couldBeWrong: [
					...(await couldBeWrong(verified)),
					...(more.says === undefined ? [] : [more.says]),
				],
				warning: warningOf(verified),
			};
		},
	};
};

/** An amount with its symbol, exact. */
export const amountWords = (
	amount: bigint,
	decimals: number,
	symbol: string,
): string => `${formatUnits(amount, decimals)} ${symbol}`;
