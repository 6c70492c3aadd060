// One Safe: who decides in it, what changed, what waits, and what can be done.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import {
	mostSafeFileChars,
	type SafeTxView,
	type SafeView,
} from "../../../src/protocol/safe-ui.ts";
import { accountName } from "../accounts/names.ts";
import { Age, Grade } from "../parts/amount.tsx";
import { Button, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { Frame } from "../parts/frame.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { SafeChanged, SafeRules } from "./rules.tsx";
import { txArg, useSafe } from "./use-safe.ts";

const TxRow = ({
	tx,
	safe,
}: {
	readonly tx: SafeTxView;
	readonly safe: SafeView;
}) => {
	const words = say().safe;
	const { address, threshold } = safe.facts;
	return (
		<li class="row">
			<RowLink
				name={words.txRow(groupDigits(tx.nonce))}
				onGo={() => go("safe-tx", txArg(address, tx.hash))}
			>
				<span class="row-says">
					{tx.turn.isOver
						? words.turnOver
						: words.confirmedOf(tx.confirmed.length, threshold)}
				</span>
			</RowLink>
		</li>
	);
};

const Waiting = ({
	safe,
	again,
}: {
	readonly safe: SafeView;
	readonly again: () => void;
}) => {
	const words = say().safe;
	const { wallet } = useShared();
	return (
		<Section title={words.waiting}>
			{safe.txs.length === 0 ? (
				<p>{words.noneWaiting}</p>
			) : (
				<ul class="rows">
					{safe.txs.map((tx) => (
						<TxRow key={tx.hash} {...{ tx, safe }} />
					))}
				</ul>
			)}
			<FileButton
				words={{ open: words.import, busy: words.importing }}
				most={{ bytes: 2 * mostSafeFileChars, chars: mostSafeFileChars }}
				tooLarge={words.tooLarge}
				notTaken={words.notImported}
				onChoose={() => undefined}
				onText={async (file) => {
					const { address, hash } = await wallet.engine("safe.import", {
						file,
					});
					again();
					go("safe-tx", txArg(address, hash));
				}}
			/>
		</Section>
	);
};

const TakeOff = ({ address }: { readonly address: Hex }) => {
	const words = say().safe;
	const { wallet, refresh } = useShared();
	const [asked, setAsked] = useState(false);
	const { busy, fault, run } = useWork();
	return (
		<Section title={words.forget}>
			<FaultNote fault={fault} title={words.notForgotten} />
			<p class="small">{words.forgetSays}</p>
			<div class="buttons left">
				{asked ? (
					<>
						<Button onClick={() => setAsked(false)}>{words.keepIt}</Button>
						<Button
							busy={busy}
							onClick={() =>
								void run(async () => {
									await wallet.engine("safe.forget", { address });
									await refresh();
									go("account", address);
								})
							}
						>
							{words.forgetYes}
						</Button>
					</>
				) : (
					<Button onClick={() => setAsked(true)}>{words.forget}</Button>
				)}
			</div>
		</Section>
	);
};

const Whole = ({
	safe,
	again,
}: {
	readonly safe: SafeView;
	readonly again: () => void;
}) => {
	const { wallet } = useShared();
	const seeing = useWork();
	const { facts, before, ours, grade } = safe;
	return (
		<>
			{before === null ? null : (
				<SafeChanged
					before={before}
					now={facts}
					busy={seeing.busy}
					onSeen={() =>
						void seeing.run(async () => {
							await wallet.engine("safe.seen", { facts });
							again();
						})
					}
				/>
			)}
			<FaultNote fault={seeing.fault} />
			<Waiting {...{ safe, again }} />
			<SafeRules facts={facts} ours={ours} contracts={safe.contracts} />
			<p class="small">
				<Grade grade={grade} /> <Age asOfS={grade.asOfS} />
			</p>
		</>
	);
};

export const SafeDetail = ({ address }: { readonly address: Hex }) => {
	const words = say().safe;
	const { view, wallet, refresh } = useShared();
	const { safe, busy, fault, again } = useSafe(address);
	const showing = useWork();
	return (
		<Frame
			title={accountName(view, address)}
			under={words.title}
			onBack={() => go("accounts")}
			footer={
				<>
					<Button
						busy={showing.busy}
						onClick={() =>
							void showing.run(async () => {
								await wallet.engine("account.select", { address });
								await refresh();
								go("home");
							})
						}
					>
						{words.holdings}
					</Button>
					<Button
						main
						disabled={
							safe === null || safe.ours.length + safe.through.length === 0
						}
						onClick={() => go("safe-send", address)}
					>
						{words.send}
					</Button>
				</>
			}
		>
			<div class="read">
				<Hash value={checksummed(address)} what="address" />
				<FaultNote fault={fault} title={words.notRead} />
				<FaultNote fault={showing.fault} />
				{safe === null ? (
					<p role="status">{busy ? words.looking : null}</p>
				) : (
					<Whole {...{ safe, again }} />
				)}
				<TakeOff address={address} />
			</div>
		</Frame>
	);
};
