// The ways out as they are offered, and journeys as they begin: looked at first, on disk before anyone hears of one.

import type { Hex } from "../../base/bytes.ts";
import { asFault, Fault } from "../../base/fault.ts";
import {
	askedOf,
	askedText,
	begun,
	type Journey,
	withTold,
} from "../../exit/journey.ts";
import type { ExitRequest } from "../../exit/module.ts";
import { canRehearse, rehearsalWords } from "../../exit/rehearsal.ts";
import { cutText } from "../../exit/stage.ts";
import type { Way } from "../../exit/way.ts";
import { kindOf } from "../../l2/checks.ts";
import type { Watchable } from "../../l2/kind.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { WayView } from "../../protocol/exit-views.ts";
import type { MessageOrText } from "../../protocol/message.ts";
import type { Clock } from "../../source/ports.ts";
import { noExitMessage } from "../no-exit-codes.ts";
import { clickKey } from "./alerts.ts";
import type { JourneyStore } from "./journey-store.ts";
import { mostLookMs } from "./looks.ts";
import { clickOf, positionOf } from "./position.ts";
import type { ExitSession } from "./session.ts";
import type { ExitSite } from "./site.ts";
import { timeOf } from "./view.ts";

const mostOfferMs = 90_000;

/** A way that is not open, for a reason of ours. */
const closed = (
	way: string,
	title: MessageOrText,
	words: readonly MessageOrText[],
): WayView => ({
	way,
	title: cutText(title, 80),
	isOpen: false,
	words: words.map((one) => cutText(one, 600)),
	lastsS: null,
	takes: "everything",
	tokens: false,
	fromBegun: false,
	rehearsal: null,
	fault: null,
});

/** A chain from which nobody can leave on his own: what is possible all the same, and what is not. */
export const noWays = (profile: Watchable): readonly WayView[] => {
	const { title } = profile;
	const known = kindOf(profile).noExit(profile);
	const none = noExitMessage("no-exit.title", { chain: title });
	if (known === null)
		return [closed("none", none, [noExitMessage("no-exit.unknown")])];
	const { says, possible, impossible } = known;
	return [
		closed("none", none, [says]),
		closed("none-possible", noExitMessage("no-exit.possible"), possible),
		closed("none-impossible", noExitMessage("no-exit.impossible"), impossible),
	];
};

/** Whether a way is open for the account, and how it goes. @throws what keeps it from being said */
export const askOffer = (
	session: ExitSession,
	on: ExitSite,
	profile: RollupProfile,
	way: Way,
	account: Hex,
) =>
	session.ask(
		on,
		{ profile, way, account, journey: null, mostMs: mostOfferMs },
		(context) => way.offer(account, context),
	);

/** The same as it is drawn; throws nothing. */
export const offerView = async (
	session: ExitSession,
	on: ExitSite,
	profile: RollupProfile,
	way: Way,
	account: Hex,
	ways: readonly Way[],
): Promise<WayView> => {
	try {
		const offer = await askOffer(session, on, profile, way, account);
		const rehearsal = rehearsalWords(ways, way, offer);
		return {
			...offer,
			way: way.way,
			title: way.title,
			words: [offer.words].flat().map((one) => cutText(one, 600)),
			lastsS: timeOf(offer.lastsS),
			rehearsal:
				rehearsal === null || !canRehearse(on.network)
					? null
					: cutText(rehearsal, 600),
			fault: null,
		};
	} catch (thrown) {
		return {
			...closed(way.way, way.title, [noExitMessage("no-exit.not-known-now")]),
			fault: asFault(thrown).toJson(),
		};
	}
};

/** The way itself. @throws exit-drill for one that is begun as a rehearsal alone */
export const checkIsWay = (way: Way): Way => {
	if (way.rehearses === null) return way;
	throw new Fault("exit-drill", `"${way.way}" is no way out, but a rehearsal`);
};

/** On disk when it resolves. @throws as the way's `begin`, bad-params, too-many */
export const beginJourney = async (
	tools: {
		readonly session: ExitSession;
		readonly journeys: JourneyStore;
		readonly clock: Clock;
	},
	on: ExitSite,
	given: {
		readonly id: string;
		readonly profile: RollupProfile;
		readonly way: Way;
		readonly asked: ExitRequest;
		/** The transaction that it begins with, signed elsewhere: the way looks at all of it. */
		readonly signed?: Hex;
		readonly drill: boolean;
	},
): Promise<Journey> => {
	const { session, journeys, clock } = tools;
	const { id, profile, way, asked, signed, drill: rehearsal } = given;
	const { account } = asked;
	const used = new Set<string>();
	const state = await session.ask(
		on,
		{ profile, way, account, journey: null, mostMs: mostLookMs, used },
		(context) =>
			way.begin(
				asked,
				signed === undefined
					? context
					: { ...context, signed: async () => signed },
			),
	);
	const fresh = begun({
		id,
		network: on.network.name,
		chainId: profile.chainId,
		way: way.way,
		title: way.title,
		asked,
		drill: rehearsal,
		state,
		needs: [...used],
		nowMs: clock.nowMs(),
	});
	// who begins it sees its first click on screen
	const { entry, nowS } = session.still();
	const click = clickOf(fresh, positionOf(fresh, way), profile, {
		entry,
		nowS,
	});
	const journey =
		click === null ? fresh : withTold(fresh, clickKey(fresh, click, entry));
	await journeys.add(journey);
	return journey;
};

/** Is the journey of that id the one that is asked for? @throws bad-params when it is another */
export const checkSame = (
	before: Journey,
	on: ExitSite,
	asked: Pick<Journey, "chainId" | "way" | "drill">,
	what: ExitRequest | null,
): void => {
	const isSame =
		before.network === on.network.name &&
		before.chainId === asked.chainId &&
		before.way === asked.way &&
		before.drill === asked.drill &&
		(what === null || askedText(askedOf(before)) === askedText(what));
	if (!isSame)
		throw new Fault("bad-params", `exit ${before.id} is another one`);
};
