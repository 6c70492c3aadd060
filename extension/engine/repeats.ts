// Makes a repeated request harmless while the engine lives: the same caller and id get the first answer again, and the
// engine sees the request once. A background that died in between is why it is repeated, maybe on another port.

import type { Port } from "../../src/protocol/channel.ts";
import { textIn } from "../message.ts";

type Repeat = {
	/** Where the answer is wanted; the newest repetitions too. */
	readonly ports: Set<Port>;
	answer: unknown;
	answered: boolean;
};

export type Repeats = {
	/**
	 * The port as the engine sees it: no request comes twice.
	 * @param caller whose requests are the same when their ids are: a role, or an origin
	 */
	readonly wrap: (port: Port, caller: string) => Port;
};

/** A longer answer is a file or a proof: asking for it again does nothing but cost time, so it is not kept. */
const mostKeptChars = 65_536;

const idOf = (message: unknown): string | undefined => {
	const id = textIn(message, "id");
	return id !== undefined && id.length <= 64 ? id : undefined;
};

/** @param mostAnswers how many answers are kept for each caller; the oldest are forgotten. */
export const openRepeats = (mostAnswers = 200, mostCallers = 500): Repeats => {
	const callers = new Map<string, Map<string, Repeat>>();

	const keptOf = (caller: string): Map<string, Repeat> => {
		const found = callers.get(caller) ?? new Map<string, Repeat>();
		// The caller moves to the end, so that the first is the one that asked longest ago.
		callers.delete(caller);
		callers.set(caller, found);
		for (const [name, kept] of callers) {
			if (callers.size <= mostCallers) break;
			if ([...kept.values()].every((one) => one.answered)) callers.delete(name);
		}
		return found;
	};

	const trim = (kept: Map<string, Repeat>) => {
		for (const [id, one] of kept) {
			if (kept.size <= mostAnswers) return;
			if (one.answered) kept.delete(id);
		}
	};

	return {
		wrap: (port, caller) => {
			const hearers = new Set<(message: unknown) => void>();
			port.listen((message) => {
				const id = idOf(message);
				if (id !== undefined) {
					const kept = keptOf(caller);
					const before = kept.get(id);
					if (before !== undefined) {
						if (before.answered) port.send(before.answer);
						else {
							before.ports.add(port);
							// the engine is told where it is wanted now, and sees no second request
							for (const hear of [...hearers]) hear({ again: id });
						}
						return;
					}
					kept.set(id, {
						ports: new Set([port]),
						answer: undefined,
						answered: false,
					});
					trim(kept);
				}
				for (const hear of [...hearers]) hear(message);
			});
			return {
				send: (message) => {
					const id = idOf(message);
					const one = id === undefined ? undefined : keptOf(caller).get(id);
					if (one === undefined) {
						port.send(message);
						return;
					}
					one.answer = message;
					one.answered = true;
					for (const wanted of one.ports) wanted.send(message);
					one.ports.clear();
					if (
						id !== undefined &&
						JSON.stringify(message).length > mostKeptChars
					)
						keptOf(caller).delete(id);
				},
				listen: (hear) => {
					hearers.add(hear);
					return () => hearers.delete(hear);
				},
				onClose: port.onClose,
			};
		},
	};
};
