// What our screens may ask about accounts: to show another one, to name and order them, to hide amounts, and what is proved of
// addresses that a person looks for.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { LookView } from "../protocol/account-ui.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import type { Clock } from "../source/ports.ts";
import { withLabels } from "./accounts.ts";
import type { Chain } from "./chain.ts";
import type { Following } from "./following.ts";
import { inTime } from "./in-time.ts";
import type { SettingsStore } from "./settings.ts";

type AccountUi = Pick<
	Handlers<typeof ui, undefined>,
	"account.select" | "account.arrange" | "account.look" | "amounts.hide"
>;

/** A node that is slow with proofs of twenty accounts; a head that is not there yet. */
const mostLookMs = 90_000;

const lookOn = async (
	{ chainId, title, reader }: Chain,
	addresses: readonly Hex[],
	isStale: Following["isStale"],
	signal: AbortSignal,
): Promise<LookView> => {
	try {
		const { basis, reads } = await reader().read(
			addresses.map((address) => ({ address, slots: [], code: false })),
			"latest",
			signal,
		);
		const accounts = reads.map(({ account: { value } }) => ({
			address: value.address,
			nonce: value.nonce,
			balanceWei: value.balanceWei.toString(),
		}));
		const { grade } = basis.value;
		if (isStale(chainId, grade.asOfS))
			throw new Fault("stale-head", `${title} as it was at ${grade.asOfS}`);
		return { chainId, title, found: { grade, accounts }, fault: null };
	} catch (thrown) {
		const fault = asFault(thrown).toJson();
		return { chainId, title, found: null, fault };
	}
};

export const accountHandlers = ({
	ports,
	settings,
	reopen,
	changed,
	following,
}: {
	readonly ports: { readonly clock: Clock };
	readonly settings: SettingsStore;
	readonly reopen: () => Promise<void>;
	readonly changed: () => void;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<Following>;
}): AccountUi => ({
	"account.select": async ({ address }) => {
		const { accounts } = settings.now();
		if (!accounts.includes(address))
			throw new Fault("bad-params", `${address} is not an account here`);
		await settings.change((was) => ({
			...was,
			account: address,
			// the chosen one is always seen
			labels: (was.labels ?? []).map((one) =>
				one.address === address ? { ...one, hidden: false } : one,
			),
		}));
		await reopen();
		return undefined;
	},
	"account.arrange": async ({ labels }) => {
		await settings.change((was) => withLabels(was, labels));
		changed();
		return undefined;
	},
	"account.look": async ({ addresses }) => {
		const asked = [...new Set(addresses)];
		const { chains, isStale } = await following();
		const looks = chains.map((chain) =>
			inTime(ports.clock, mostLookMs, `accounts on ${chain.title}`, (signal) =>
				lookOn(chain, asked, isStale, signal),
			).catch(
				(thrown: unknown): LookView => ({
					chainId: chain.chainId,
					title: chain.title,
					found: null,
					fault: asFault(thrown).toJson(),
				}),
			),
		);
		return Promise.all(looks);
	},
	"amounts.hide": async ({ hidden }) => {
		await settings.change((was) => ({ ...was, amountsHidden: hidden }));
		changed();
		return undefined;
	},
});
