// Several who read Ethereum at one head, asked for as one: what they want in one turn of the event loop is put together before
// anybody is asked, and then each proves its own part of what came. A batch is one request, however many layer 2s there are.

import { yieldToEventLoop } from "../evm/yield.ts";
import type { Capture, WantedAccount } from "../state/capture.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";

type Turn = {
	/** By the state root, with a header that has it. */
	readonly asked: Map<
		string,
		{
			readonly header: Verified<StateBasis>;
			readonly wanted: WantedAccount[];
		}
	>;
	readonly done: Promise<void>;
};

/** The capture, but what is proved of one header in one turn is asked for together. Says nothing else than the capture. */
export const openGathered = (capture: Capture): Capture => {
	let turn: Turn | null = null;

	const begin = (): Turn => {
		const asked: Turn["asked"] = new Map();
		const done = yieldToEventLoop().then(async () => {
			turn = null;
			await Promise.all(
				[...asked.values()].map(({ header, wanted }) =>
					capture.warm(header, wanted),
				),
			);
		});
		return { asked, done };
	};

	const gather = (
		header: Verified<StateBasis>,
		wanted: readonly WantedAccount[],
	): Promise<void> => {
		turn ??= begin();
		const { stateRoot } = header.value;
		const before = turn.asked.get(stateRoot);
		if (before === undefined)
			turn.asked.set(stateRoot, { header, wanted: [...wanted] });
		else before.wanted.push(...wanted);
		return turn.done;
	};

	return {
		...capture,
		prove: async (header, wanted, signal, least) => {
			await gather(header, wanted);
			return capture.prove(header, wanted, signal, least);
		},
		proveSome: async (header, wanted, signal) => {
			await gather(header, wanted);
			return capture.proveSome(header, wanted, signal);
		},
	};
};
