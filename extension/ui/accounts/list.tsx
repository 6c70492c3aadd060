// The account menu: every account of this wallet with what it comes from, which one is shown, and what can be done about them.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { AccountLabel } from "../../../src/protocol/account-labels.ts";
import { BalanceAge, BalanceFigure } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { HideAmounts } from "../parts/hidden.tsx";
import { Icon } from "../parts/icon.tsx";
import { useLocking } from "../parts/locking.tsx";
import { MenuRows, RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Unchecked } from "./backup.tsx";
import { AccountIcon } from "./icon.tsx";
import { accountName, labelsOf, listedKindWords } from "./names.ts";

/** What is proved of the account that is shown, on the first chain; others are proved when they are chosen. */
const OwnBalance = () => {
	const { view } = useShared();
	const balance = view.chains[0]?.balances[0];
	return balance === undefined ? null : (
		<span class="row-amount">
			<BalanceFigure balance={balance} />
			<BalanceAge balance={balance} />
		</span>
	);
};

const AccountRow = ({
	address,
	busy,
	onChoose,
}: {
	readonly address: Hex;
	readonly busy: boolean;
	readonly onChoose: () => void;
}) => {
	const { view, status } = useShared();
	const isShown = address === view.account;
	const name = accountName(view, address);
	return (
		<li class={isShown ? "row account-row shown" : "row account-row"}>
			<button
				type="button"
				class="row-part"
				disabled={busy}
				aria-pressed={isShown}
				onClick={onChoose}
			>
				<AccountIcon address={address} />
				<span class="row-name">
					<b>{name}</b>
					<span class="row-says">
						<code>{shortHex(checksummed(address), 4)}</code>{" "}
						{listedKindWords(status, view, address)}
					</span>
					{isShown ? (
						<span class="grade ok">
							<Icon name="done" size={14} />
							{say().accounts.shownNow}
						</span>
					) : null}
				</span>
				{isShown ? <OwnBalance /> : null}
			</button>
			<button
				type="button"
				class="account-more"
				aria-label={say().accounts.manage(name)}
				title={say().accounts.manage2}
				onClick={() => go("account", address)}
			>
				<Icon name="settings" size={16} />
			</button>
		</li>
	);
};

const Adding = () => {
	const { accounts, device, safe } = say();
	return (
		<Section title={accounts.add}>
			<MenuRows
				onGo={(to) => go("add-account", to)}
				rows={[
					["next", accounts.newAccount, accounts.fromAPhraseYouHave],
					[
						"find",
						accounts.findUsedAccounts,
						accounts.looksWhereYourPhraseWasUsed,
					],
					["phrase", accounts.anotherRecoveryPhrase, ""],
					["key", accounts.privateKey, accounts.orAKeystoreFile],
					["device", device.add, device.addSays],
					["watch", accounts.watchOnly, accounts.anAddressNoKey],
				]}
			>
				<li class="row">
					<RowLink name={safe.add} onGo={() => go("add-safe")}>
						<span class="row-says">{safe.addSays}</span>
					</RowLink>
				</li>
			</MenuRows>
		</Section>
	);
};

const Listed = ({ labels }: { readonly labels: readonly AccountLabel[] }) => {
	const { wallet, refresh } = useShared();
	const { busy, fault, run } = useWork();
	return (
		<>
			<FaultNote
				fault={fault}
				title={say().accounts.anotherAccountCouldNotBeShown}
			/>
			<ul class="rows">
				{labels.map(({ address }) => (
					<AccountRow
						key={address}
						address={address}
						busy={busy}
						onChoose={() =>
							void run(async () => {
								await wallet.engine("account.select", { address });
								await refresh();
								go("home");
							})
						}
					/>
				))}
			</ul>
		</>
	);
};

export const Accounts = () => {
	const { view, status } = useShared();
	const [all, setAll] = useState(false);
	const locking = useLocking(say().accounts.lock);
	const labels = labelsOf(view);
	const hidden = labels.filter((one) => one.hidden);
	return (
		<Frame
			title={say().accounts.accounts}
			onBack={() => go("home")}
			aside={locking.button}
		>
			<div class="read">
				<FaultNote fault={locking.fault} />
				<Unchecked />
				<Listed labels={labels.filter((one) => all || !one.hidden)} />
				<div class="buttons">
					{hidden.length === 0 ? null : (
						<Button quiet onClick={() => setAll(!all)}>
							{all
								? say().accounts.leaveHiddenOnesOut
								: say().accounts.hidden(hidden.length)}
						</Button>
					)}
					<HideAmounts />
				</div>
				<Adding />
				<Section title={say().accounts.unlocking}>
					<ul class="rows">
						<li class="row">
							<RowLink
								name={say().accounts.changeThePassword}
								onGo={() => go("password")}
							/>
						</li>
						<li class="row">
							<RowLink
								name={say().accounts.passkeys}
								onGo={() => go("passkeys")}
							>
								<span class="row-says">
									{(status.passkeys ?? []).length === 0
										? say().accounts.unlockWithoutTyping
										: say().accounts.onThisDevice(
												(status.passkeys ?? []).length,
											)}
								</span>
							</RowLink>
						</li>
					</ul>
				</Section>
			</div>
		</Frame>
	);
};
