// What is told of a rollup's contracts without anybody looking: a change that waits in a timelock, contracts that run other
// code. Once each, by what it says.

import { utf8 } from "../base/bytes.ts";
import { utcWords } from "../base/time.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Watchable } from "../l2/kind.ts";
import type { Notice } from "../l2/notice.ts";
import { chainKey } from "../protocol/exit-views.ts";
import type { ChainAlert } from "./exits-alerts.ts";

const titles: { readonly [kind in Notice["kind"]]?: string } = {
	"upgrade-announced": "a change of its contracts is announced",
	"too-many-announced": "more changes are announced than are read",
	upgraded: "a contract was changed",
	"other-code": "a contract runs other code",
	absent: "a contract is gone",
};

/** That a contract is not as the profile says. */
const changes: readonly Notice["kind"][] = ["upgraded", "other-code", "absent"];

/** Are all contracts as the profile says? */
export const isWhole = (notices: readonly Notice[]): boolean =>
	notices.every(({ kind }) => !changes.includes(kind));

/**
 * Those notices that are worth waking somebody for, each under a name that is the same as long as it says the same.
 * @param wasWhole were all contracts once seen as the profile says? Only then can one be said to have changed: a profile that
 * never fitted, and a rollup whose contracts are not in a final block yet, are on the screen and wake nobody.
 */
export const noticeAlerts = (
	chain: Watchable,
	notices: readonly Notice[],
	wasWhole: boolean,
): readonly ChainAlert[] =>
	notices.flatMap(({ kind, says, address, atS }) => {
		const words = titles[kind];
		if (words === undefined) return [];
		if (!wasWhole && changes.includes(kind)) return [];
		const what = keccakHex(utf8(`${address} ${says}`)).slice(2, 14);
		const key = `${kind} ${what} ${atS ?? ""}`.trim();
		const from =
			atS === null
				? ""
				: ` Not before ${utcWords(atS, "minute")}. An exit may take longer than that.`;
		return [
			{
				key,
				alert: {
					id: `rollup ${key} ${chain.name}`.slice(0, 120),
					title: `${chain.title}: ${words}`.slice(0, 80),
					text: `${says.slice(0, 300 - from.length)}${from}`,
					route: { screen: "alive", chain: chainKey(chain) },
				},
			},
		];
	});
