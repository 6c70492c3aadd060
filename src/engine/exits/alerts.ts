// What the person is told without looking: once, and on disk that it was before it is said. Words only, and when.

import { type Journey, lastOrder } from "../../exit/journey.ts";
import type { Click } from "../../exit/module.ts";
import type { Verdict } from "../../exit/verdict.ts";
import type { Watchable } from "../../l2/kind.ts";
import { chainKey } from "../../protocol/exit-views.ts";
import type { Message } from "../../protocol/message.ts";
import type { Entry } from "../../wallet/ledger.ts";
import { alertMessage } from "../alert-codes.ts";
import type { Alert } from "../ports.ts";

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
	title: alertMessage("alert.click.title", { chain: chainTitle }),
	text: alertMessage("alert.click.text", { label: click.label }),
	route: { screen: "exit", id: journey.id },
});

export const endAlert = (journey: Journey, chainTitle: string): Alert => {
	const { drill: rehearsal, id, outcome } = journey;
	const chain = { chain: chainTitle };
	const route = { screen: "exit", id } as const;
	return outcome === "done"
		? {
				id: `exit ${id} done`,
				title: alertMessage(
					rehearsal ? "alert.rehearsed.title" : "alert.left.title",
					chain,
				),
				text: alertMessage("alert.arrived.text"),
				route,
			}
		: {
				id: `exit ${id} impossible`,
				title: alertMessage(
					rehearsal ? "alert.rehearsal-stuck.title" : "alert.exit-stuck.title",
					chain,
				),
				text: alertMessage("alert.stuck.text"),
				route,
			};
};

/** A thing that is said of a rollup, and the name under which it is remembered. */
export type ChainAlert = { readonly key: string; readonly alert: Alert };

/** All that has to be said of the rollup as it stands now. */
export const chainAlerts = (
	chain: Watchable,
	verdict: Verdict,
): readonly ChainAlert[] => {
	const { name } = chain;
	const of = { chain: chain.title };
	/** @param time of what it is about: the same thing later is another one */
	const named = (
		key: string,
		time: number | null,
		title: Message,
		text: Message,
	): ChainAlert => ({
		key,
		alert: {
			id: `rollup ${key} ${name} ${time ?? 0}`,
			title,
			text,
			route: { screen: "alive", chain: chainKey(chain) },
		},
	});
	const stalls =
		verdict.kind === "stalled"
			? [
					named(
						"stalled",
						verdict.sinceS,
						alertMessage("alert.stalled.title", of),
						verdict.says,
					),
				]
			: [];
	return [
		...stalls,
		...verdict.alarms.flatMap(({ kind, sinceS, says }) => {
			if (kind === "frozen")
				return [
					named("frozen", sinceS, alertMessage("alert.frozen.title", of), says),
				];
			if (kind === "deadline")
				return [
					named(
						`deadline ${sinceS ?? 0}`,
						sinceS,
						alertMessage("alert.deadline.title", of),
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
