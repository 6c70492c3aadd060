// What is told of a rollup's contracts without anybody looking: a change that waits in a timelock, contracts that run other
// code. Once each, by what it says.

import { hashOf } from "../../evidence/canonical.ts";
import type { ContractAlert } from "../../l2/contract-alert.ts";
import type { Watchable } from "../../l2/kind.ts";
import { chainKey } from "../../protocol/exit-views.ts";
import { alertMessage } from "../alert-codes.ts";
import type { ChainAlert } from "./alerts.ts";

const titles = {
	"upgrade-announced": "alert.upgrade-announced.title",
	"too-many-announced": "alert.too-many-announced.title",
	upgraded: "alert.upgraded.title",
	"other-code": "alert.other-code.title",
	absent: "alert.absent.title",
} as const satisfies { readonly [kind in ContractAlert["kind"]]?: string };

/** Is it worth waking somebody for? */
const isTold = (kind: ContractAlert["kind"]): kind is keyof typeof titles =>
	Object.hasOwn(titles, kind);

/** That a contract is not as the profile says. */
const changes: readonly ContractAlert["kind"][] = [
	"upgraded",
	"other-code",
	"absent",
];

/** Are all contracts as the profile says? */
export const isWhole = (contractAlerts: readonly ContractAlert[]): boolean =>
	contractAlerts.every(({ kind }) => !changes.includes(kind));

/**
 * Those contract alerts that are worth waking somebody for, each under a name that is the same as long as it says the same.
 * @param wasWhole were all contracts once seen as the profile says? Only then can one be said to have changed: a profile that
 * never fitted, and a rollup whose contracts are not in a final block yet, are on the screen and wake nobody.
 */
export const contractAlerts = (
	chain: Watchable,
	contractAlerts: readonly ContractAlert[],
	wasWhole: boolean,
): readonly ChainAlert[] =>
	contractAlerts.flatMap(({ kind, says, address, atS }) => {
		if (!isTold(kind)) return [];
		if (!wasWhole && changes.includes(kind)) return [];
		// by code and parameters: a sentence that is reworded is no news
		const what = hashOf([address, says]).slice(2, 14);
		const key = `${kind} ${what} ${atS ?? ""}`.trim();
		return [
			{
				key,
				alert: {
					id: `rollup ${key} ${chain.name}`.slice(0, 120),
					title: alertMessage(titles[kind], { chain: chain.title }),
					text:
						atS === null
							? says
							: alertMessage("alert.not-before.text", { says, from: atS }),
					route: { screen: "alive", chain: chainKey(chain) },
				},
			},
		];
	});
