// The commands of `sextant exit` that follow something: an exit until it is the person's turn, and how alive rollups are.

import { Fault } from "../base/fault.ts";
import { visibleJson } from "../base/text.ts";
import {
	chainKey,
	type ExitView,
	type LivenessView,
} from "../protocol/exit-views.ts";
import {
	type ExitCommand,
	exitIn,
	hereOf,
	isLooked,
	lookWords,
	needed,
	patiently,
	say,
	synced,
} from "./exit-run.ts";
import {
	durationLines,
	livenessLines,
	mapLines,
	newsLines,
} from "./exit-words.ts";

/** What is over is not looked at for ever: after so long it is shown as it was. */
const mostOverMs = 60_000;

export const look = async (run: ExitCommand): Promise<number> => {
	const { given, wallet, rest } = run;
	const isSpoken = given.json !== true;
	const id = needed("ID", rest[0]);
	exitIn(wallet.view(), id);
	await synced(run);
	const { clock } = run.outside;
	const until = clock.ticksMs() + mostOverMs;
	const isKnown = (exit: ExitView): boolean =>
		isLooked(run, exit) ||
		(exit.outcome !== "under-way" && clock.ticksMs() > until);
	let told: ExitView | null = null;
	const end = await patiently(
		run,
		(view) => {
			const exit = exitIn(view, id);
			// once it was looked at, the map says what is waited for
			return isLooked(run, exit) && exit.fault === null
				? "It is followed from here on; it can be stopped at any time, and nothing is lost."
				: lookWords(exit);
		},
		(view) => {
			const exit = exitIn(view, id);
			if (!isKnown(exit))
				return given.once === true && exit.fault !== null ? exit : null;
			if (isSpoken)
				say(
					run,
					told === null
						? mapLines(exit, hereOf(run))
						: newsLines(told, exit, hereOf(run)),
				);
			told = exit;
			const isOver = exit.outcome !== "under-way" || exit.click !== null;
			return isOver || given.once === true ? exit : null;
		},
	);
	if (end.fault !== null && !isKnown(end))
		throw new Fault(end.fault.code, end.fault.detail, end.fault.source);
	if (!isSpoken) run.outside.say(visibleJson(JSON.stringify(end)));
	else if (end.outcome !== "under-way" && end.drill)
		say(run, ["How long each step took:", ...durationLines(end)]);
	return 0;
};

/** A look that fails is said after so long. */
const mostWatchMs = 300_000;

export const watch = async (run: ExitCommand): Promise<number> => {
	const { given, outside } = run;
	const only = given.chain;
	const { clock } = outside;
	const until = clock.ticksMs() + mostWatchMs;
	await synced(run);
	let told = "";
	const tell = (found: readonly LivenessView[]): void => {
		if (given.json === true) outside.say(visibleJson(JSON.stringify(found)));
		else
			say(
				run,
				found.flatMap((one) => livenessLines(one, clock.nowMs())),
			);
	};
	await patiently(
		run,
		() => (told === "" ? "Reading from Ethereum what the rollups did." : ""),
		(view) => {
			const found = view.exits.liveness.filter(
				(one) => only === undefined || chainKey(one) === only,
			);
			if (found.length === 0)
				throw new Fault(
					"unknown-chain",
					"no rollup of this network is followed",
				);
			const key = JSON.stringify(
				found.map(({ verdict, words, asOfS, flags }) => [
					verdict,
					words,
					asOfS,
					flags,
				]),
			);
			const isLookedAt =
				found.every(({ asOfS }) => asOfS !== null) || clock.ticksMs() > until;
			if (isLookedAt && key !== told) {
				told = key;
				tell(found);
			}
			return isLookedAt && given.once === true ? true : null;
		},
	);
	return 0;
};
