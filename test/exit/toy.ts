// A way out of a made rollup, for the engine of journeys: the contract on L1 is a counter, each step adds one to it, and the
// journey is done after two. Where it is it reads out of that slot, proved; its evidence can be told from false evidence.

import type { Hex } from "../../src/base/bytes.ts";
import type { Decoded } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import { Fault } from "../../src/base/fault.ts";
import { contractAlertMessage } from "../../src/exit/codes.ts";
import type { ExitContext, ExitModule, Stage } from "../../src/exit/module.ts";
import { wayOf } from "../../src/exit/way.ts";
import type { ReferenceProfile } from "../../src/l2/reference/checks/profile.ts";
import type { Message } from "../../src/protocol/message.ts";

/** PUSH1 77 SLOAD PUSH1 1 ADD PUSH1 77 SSTORE STOP */
export const counterCode: Hex = "0x60775460010160775500";
export const counterSlot: Hex = `0x${"77".padStart(64, "0")}`;

const toyState = d.record({ base: d.int(), count: d.int() });
export type ToyState = Decoded<typeof toyState>;

/** What a test may change of the toy while it runs. */
export type ToyPlan = {
	/** Thrown by the next looks. */
	fault: Fault | null;
	looks: number;
	captures: number;
	/** How long a look takes beside its reads. */
	slow: (() => Promise<void>) | null;
	/** The transaction that it was told to begin with, as it was signed. */
	signed?: Hex | null;
};

const names = ["knock", "enter"] as const;

/** As the button of a step says it. */
export const toyLabel = (step: string): Message =>
	contractAlertMessage("name.own", { name: `Do ${step}` });

export const toyModule = (
	plan: ToyPlan,
	way = "toy",
): ExitModule<ToyState, ReferenceProfile> => {
	const countOn = async ({
		profile,
		l1,
	}: ExitContext<ReferenceProfile>): Promise<number> => {
		const { reads } = await l1.read(
			[{ address: profile.contracts.rollup.address, slots: [counterSlot] }],
			"latest",
		);
		return Number(reads[0]?.slots[0]?.value.word ?? 0n);
	};
	const stages: ExitModule<ToyState, ReferenceProfile>["stages"] = (
		{ base, count },
		_,
		{ order },
	) =>
		names.map(
			(id, i): Stage => ({
				id,
				title: id,
				words: `${count - base} of 2 steps are proved.`,
				state:
					count - base > i
						? "done"
						: count - base < i
							? "later"
							: ["signed", "sent", "included"].includes(order(id)?.state ?? "")
								? "waiting"
								: "yours",
				untilS: null,
				doneS: null,
				risk: null,
				proof: count - base > i ? `The counter stands at ${count}.` : null,
			}),
		);
	return {
		way,
		title: "Leave by the toy",
		kind: "reference-v1",
		decode: toyState,
		// what was counted is read anew
		fromFile: ({ base }) => ({ base, count: base }),
		isStep: (stage, step) =>
			names.some((name) => name === stage) && step.kind === "reference-freeze",
		offer: async () => ({
			isOpen: true,
			words: "Two steps.",
			lastsS: 60,
			takes: "amount",
			tokens: false,
			fromBegun: false,
		}),
		begin: async (asked, context) => {
			if (asked.token !== null)
				throw new Fault("bad-params", '"token" is not ether');
			if (asked.begun !== null)
				plan.signed = (await context.signed?.(asked.begun)) ?? null;
			const base = await countOn(context);
			return { base, count: base };
		},
		look: async (state, _, context) => {
			plan.looks++;
			if (plan.fault !== null) throw plan.fault;
			await plan.slow?.();
			const count = await countOn(context);
			// what a later step would need
			await context.evidenceStore.put("ticket", `toy ${state.base}`);
			return { ...state, count };
		},
		stages,
		click: (state, asked, context) => {
			const next = stages(state, asked, context).find(
				(stage) => stage.state === "yours",
			);
			return next === undefined
				? null
				: {
						stage: next.id,
						label: toyLabel(next.id),
						step: { kind: "reference-freeze" },
					};
		},
		outcome: ({ base, count }) => (count - base >= 2 ? "done" : "under-way"),
		capture: async (_, context) => {
			plan.captures++;
			const count = await countOn(context);
			return [
				{
					name: `count.${count}`,
					text: `toy ${count}`,
					asOfS: context.nowS,
					says: `The counter stood at ${count}.`,
				},
			];
		},
		checkCaptured: async (_, text) => {
			if (!/^toy [0-9]+$/.test(text))
				throw new Fault("evidence-step", "it is no toy");
			return { asOfS: 1_790_000_000 };
		},
	};
};

export const newPlan = (): ToyPlan => ({
	fault: null,
	looks: 0,
	captures: 0,
	slow: null,
});

export const toyWay = (plan: ToyPlan, way?: string) =>
	wayOf(toyModule(plan, way));
