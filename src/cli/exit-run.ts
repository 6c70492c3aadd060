// One run of `sextant exit`: what was asked for, the wallet over the folder, and the waiting, which says what it waits for.

import { asFault, Fault } from "../base/fault.ts";
import { visibleJson } from "../base/text.ts";
import type { ExitView } from "../protocol/exit-views.ts";
import type { OrderView, WalletView } from "../protocol/views.ts";
import type { CommandOptions } from "./exit-options.ts";
import type { CommandPorts, ExitWallet } from "./exit-wallet.ts";
import type { CommandPlace } from "./exit-words.ts";
import { wrapped } from "./lines.ts";
import { numberOption } from "./options.ts";

export type ExitCommand = {
	readonly given: CommandOptions;
	readonly rest: readonly string[];
	readonly outside: CommandPorts;
	readonly wallet: ExitWallet;
	readonly phrase: string | null;
	readonly startedMs: number;
};

/** @throws bad-params */
export const needed = (name: string, value: string | undefined): string => {
	if (value === undefined)
		throw new Fault("bad-params", `"${name}" is missing`);
	return value;
};

/** @throws bad-params */
export const chainOf = ({ given }: Pick<ExitCommand, "given">): number => {
	const chain = numberOption("chain", given.chain);
	if (chain === undefined) throw new Fault("bad-params", '"chain" is missing');
	return chain;
};

export const hereOf = ({ given, outside }: ExitCommand): CommandPlace => ({
	nowMs: outside.clock.nowMs(),
	folder: needed("folder", given.folder),
});

/** Lines of what was found. */
export const say = (
	{ outside }: Pick<ExitCommand, "outside">,
	lines: readonly string[],
): void => {
	for (const line of lines.flatMap(wrapped)) outside.say(line);
};

/** Lines on how it goes. */
export const note = (
	{ outside }: Pick<ExitCommand, "outside">,
	lines: readonly string[],
): void => {
	for (const line of lines.flatMap(wrapped)) outside.note(line);
};

/** The end of a command: one line of JSON where that is asked for, else words. */
export const print = (
	run: ExitCommand,
	value: unknown,
	lines: readonly string[],
): void => {
	if (run.given.json === true)
		run.outside.say(visibleJson(JSON.stringify(value)));
	else say(run, lines);
};

/** What takes no longer than that is not worth a line. */
const quietMs = 3_000;

/**
 * As `wallet.until`. What it waits for, where there are words for it, is said when it takes longer than a moment, and again when it is something else.
 * @throws what the answer throws, and cancelled
 */
export const patiently = <T>(
	run: ExitCommand,
	words: (view: WalletView) => string,
	answer: (view: WalletView) => T | null,
): Promise<T> => {
	const { clock } = run.outside;
	const quietUntil = clock.ticksMs() + quietMs;
	let told = "";
	return run.wallet.until((view) => {
		const found = answer(view);
		if (found !== null || clock.ticksMs() < quietUntil) return found;
		const now = words(view);
		if (now !== "" && now !== told) note(run, [now]);
		told = now;
		return null;
	});
};

/** What keeps it from having a head, as far as endpoints say. */
const silent = ({ endpoints }: WalletView): string => {
	const [first] = endpoints.filter(
		({ role, fault }) => role !== "relay" && fault !== null,
	);
	return first?.fault == null
		? ""
		: ` (${first.name}: ${first.fault.code}, ${first.fault.detail})`;
};

const syncWords = (view: WalletView): string => {
	const { phase, done, of } = view.sync;
	return phase === "updates"
		? `Following Ethereum's committees: ${done} of ${of} periods.`
		: `Waiting for a head of Ethereum that its committee signed.${silent(view)}`;
};

/** The chain has begun to be followed. @throws why nothing can be followed */
export const synced = (run: ExitCommand): Promise<true> =>
	patiently(run, syncWords, ({ stopped, sync }) => {
		if (stopped !== null && stopped.kind !== "unavailable")
			throw new Fault(stopped.code, stopped.detail, stopped.source);
		return sync.final !== null && sync.optimistic !== null ? true : null;
	});

/** @throws exit-unknown */
export const exitIn = (view: WalletView, id: string): ExitView => {
	const found = view.exits.journeys.find((exit) => exit.id === id);
	if (found === undefined) throw new Fault("exit-unknown", `no exit ${id}`);
	return found;
};

export const orderIn = (view: WalletView, id: string): OrderView | undefined =>
	view.orders.find((order) => order.id === id);

/** Was it looked at in this run, and with success? */
export const isLooked = (run: ExitCommand, exit: ExitView): boolean =>
	exit.lookedMs !== null && exit.lookedMs >= run.startedMs;

/** What a look waits for. */
export const lookWords = ({ fault }: ExitView): string =>
	fault === null || fault.code === "not-anchored"
		? "Reading from Ethereum where the exit is."
		: `It could not be read from Ethereum where the exit is (${fault.code}, ${fault.detail}). It is tried again at each new head.`;

const mostTries = 20;
const retryMs = 2_000;

/** Tries again what was only too early. @throws what it fails with otherwise, or still */
export const whenProved = async <T>(
	run: ExitCommand,
	work: () => Promise<T>,
): Promise<T> => {
	let told = "";
	for (let left = mostTries; ; left--)
		try {
			return await work();
		} catch (thrown) {
			const fault = asFault(thrown);
			const isEarly =
				fault.code === "not-synced" ||
				fault.code === "no-proof-window" ||
				fault.code === "not-anchored";
			if (!isEarly || left === 0) throw fault;
			const now = `Not proved yet, so it is tried again (${fault.message}).`;
			if (now !== told && left < mostTries) note(run, [now]);
			told = now;
			await run.outside.clock.sleep(retryMs);
		}
};

export const newId = (): string => `cli-${crypto.randomUUID().slice(0, 18)}`;
