// What the screens say of sites that wait for the person. The list is opened when the first one waits.

import { openRecent } from "../base/recent.ts";
import { phishingList } from "../phishing/list.ts";
import { openSiteWarnings, type SiteWarnings } from "../phishing/warning.ts";
import type { Message } from "../protocol/message.ts";
import { mostSiteWarnings, type WalletView } from "../protocol/views.ts";

const mostKept = 128;

/** Of one origin the same each time it is asked. */
export const keptWarnings = (open: () => SiteWarnings): SiteWarnings => {
	let opened: SiteWarnings | undefined;
	const kept = openRecent<{ readonly says: Message | null }>(mostKept);
	return {
		of: (origin) => {
			opened ??= open();
			const known =
				kept.get(origin) ?? kept.put(origin, { says: opened.of(origin) });
			return known.says;
		},
	};
};

const warnings = keptWarnings(() => openSiteWarnings(phishingList));

/** Of each site whose question or order waits. */
export const drawnWarnings = (
	{ requests, orders }: Pick<WalletView, "requests" | "orders">,
	{ of }: SiteWarnings = warnings,
): Pick<WalletView, "siteWarnings"> => {
	const origins = new Set([
		...requests.map(({ origin }) => origin),
		...orders
			.filter(({ state }) => state === "waiting")
			.flatMap(({ origin }) => origin ?? []),
	]);
	const siteWarnings = [...origins].flatMap((origin) => {
		const says = of(origin);
		return says === null ? [] : [{ origin, says }];
	});
	return siteWarnings.length === 0
		? {}
		: { siteWarnings: siteWarnings.slice(0, mostSiteWarnings) };
};
