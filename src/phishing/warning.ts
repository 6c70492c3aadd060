// What a person should know of a site before it gets anything: it is on the list of this release, or it looks like another one.
// Checked on the device, and nobody is asked. A warning can be wrong and can be passed; that there is none says nothing.

import type { Message } from "../protocol/message.ts";
import { isKnownSite, siteAlike } from "./alike.ts";
import { phishingMessage } from "./codes.ts";
import { hostOfOrigin, namesOver } from "./hosts.ts";
import { openNames, type PhishingList } from "./set.ts";

export type SiteWarnings = {
	/** Null where there is nothing to say. */
	readonly of: (origin: string) => Message | null;
};

/** @throws bad-file for a list that does not open */
export const openSiteWarnings = (list: PhishingList): SiteWarnings => {
	const listed = openNames(list);
	const shared: ReadonlySet<string> = new Set(list.shared);
	const listedName = (host: string): string | undefined =>
		namesOver(host).find((name) => !shared.has(name) && listed.has(name));
	return {
		of: (origin) => {
			const host = hostOfOrigin(origin);
			if (host === null || isKnownSite(host)) return null;
			const name = listedName(host);
			if (name !== undefined)
				return phishingMessage("site-warning.listed", {
					name,
					from: list.madeOn,
				});
			const site = siteAlike(host);
			return site === null
				? null
				: phishingMessage("site-warning.alike", { site });
		},
	};
};
