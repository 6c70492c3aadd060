// What the person is told without looking: once, and on disk that it was before it is said. Words only, and when.

import { type Journey, lastOrder } from "../exit/journey.ts";
import type { Click } from "../exit/module.ts";
import type { Verdict } from "../exit/stall.ts";
import type { Watchable } from "../l2/kind.ts";
import { chainKey } from "../protocol/exit-views.ts";
import type { Entry } from "../wallet/ledger.ts";
import type { Alert } from "./ports.ts";

/**
 * Under which name a journey remembers that it said so: a step that has to be signed again, because it failed or because what
 * it rested on fell, is another thing.
 */
export const clickKey = (
	journey: Journey,
	click: Click,
	entry: (id: string) => Entry | undefined,
): string => {
	const order = lastOrder(journey, click.stage);
	const made = order === undefined ? undefined : entry(order.id);
	const isAgain =
		made !== undefined &&
		(made.state === "lost" ||
			made.state === "final" ||
			made.inclusion?.succeeded === false);
	return isAgain ? `${click.stage} ${order?.attempt}` : click.stage;
};

export const clickAlert = (
	journey: Journey,
	key: string,
	click: Click,
	chainTitle: string,
): Alert => ({
	id: `exit ${journey.id} ${key}`.slice(0, 120),
	title: `Leaving ${chainTitle.slice(0, 40)}: your next step`,
	text: `${click.label.slice(0, 60)}. Open Sextant to look at it and sign. Nothing is lost while it waits.`,
	route: { screen: "exit", id: journey.id },
});

export const endAlert = (journey: Journey, chainTitle: string): Alert =>
	journey.outcome === "done"
		? {
				id: `exit ${journey.id} done`,
				title: journey.drill
					? `The rehearsal on ${chainTitle.slice(0, 50)} is over`
					: `You have left ${chainTitle.slice(0, 60)}`,
				text: "It is proved on Ethereum that what you took out has arrived.",
				route: { screen: "exit", id: journey.id },
			}
		: {
				id: `exit ${journey.id} impossible`,
				title: `${journey.drill ? "A rehearsal on" : "An exit from"} ${chainTitle.slice(0, 45)} cannot go on`,
				text: "Open Sextant: it says why, and what can be done now.",
				route: { screen: "exit", id: journey.id },
			};

/** A thing that is said of a rollup, and the name under which it is remembered. */
export type ChainAlert = { readonly key: string; readonly alert: Alert };

/** All that has to be said of the rollup as it stands now. */
export const chainAlerts = (
	chain: Watchable,
	verdict: Verdict,
): readonly ChainAlert[] => {
	const { title, name } = chain;
	/** @param time of what it is about: the same thing later is another one */
	const named = (
		key: string,
		time: number | null,
		words: string,
		text: string,
	): ChainAlert => ({
		key,
		alert: {
			id: `rollup ${key} ${name} ${time ?? 0}`,
			title: words.slice(0, 80),
			text: text.slice(0, 300),
			route: { screen: "alive", chain: chainKey(chain) },
		},
	});
	const stalls =
		verdict.kind === "stalled"
			? [
					named(
						"stalled",
						verdict.sinceS,
						`${title} seems to have stopped`,
						verdict.says,
					),
				]
			: [];
	return [
		...stalls,
		...verdict.alarms.flatMap(({ kind, sinceS, says }) => {
			if (kind === "frozen")
				return [named("frozen", sinceS, `${title} is frozen`, says)];
			if (kind === "deadline")
				return [
					named(
						`deadline ${sinceS ?? 0}`,
						sinceS,
						`${title}: a forced transaction is past its deadline`,
						says,
					),
				];
			// a pause or an open door is on the map; it is no reason to wake anybody
			return [];
		}),
	];
};

/** More than can be told of one rollup at one look: else what was told is forgotten and told again at each. */
export const mostTold = 128;

/**
 * What stays remembered: a stall may be said anew once the rollup was seen alive again, the rest is said once.
 * @returns the names, newest last
 */
export const rememberedAfter = (
	told: readonly string[],
	verdict: Verdict,
	said: readonly string[],
): readonly string[] =>
	[
		...told.filter((key) => key !== "stalled" || verdict.kind !== "alive"),
		...said,
	].slice(-mostTold);
