// Messages of sites in the popup: those that wait, those that were signed, and the receipt of one.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { MessageView } from "../../../src/protocol/message-views.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { messageKind } from "../approve/message-words.ts";
import { Button, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { RowLink } from "../parts/row.tsx";
import { SaveOrDone } from "../parts/save-or-done.tsx";
import { useSaving } from "../parts/saving.ts";
import { go } from "../route.ts";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { chainTitle, hostOf } from "../words.ts";

type MessageRowProps = { readonly message: MessageView };

export const WaitingMessageRow = ({ message }: MessageRowProps) => (
	<li class="row">
		<RowLink
			label={say().places.reviewAsksYouToSign(
				message.origin,
				messageKind()[message.what],
			)}
			name={hostOf(message.origin)}
			review={say().places.review}
			onGo={() => go("message", message.id)}
		>
			<span class="row-says">
				{say().places.asksYouToSign(messageKind()[message.what])}
			</span>
		</RowLink>
	</li>
);

const SignedRow = ({ message }: MessageRowProps) => {
	const { id, origin, account, what } = message;
	return (
		<li class="row">
			<RowLink
				label={say().places.signedFor(origin, messageKind()[what])}
				name={hostOf(origin)}
				onGo={() => go("signed", id)}
			>
				<span class="row-says">
					{say().places.youSignedAs(messageKind()[what])}{" "}
					<code>{shortHex(checksummed(account))}</code>
				</span>
			</RowLink>
		</li>
	);
};

const signedOf = ({ messages = [] }: WalletView): readonly MessageView[] =>
	messages.filter(({ state }) => state === "signed");

const mostRows = 3;

/** The newest on the first screen. */
export const LatestMessages = ({ view }: { readonly view: WalletView }) => {
	const signed = signedOf(view);
	return signed.length === 0 ? null : (
		<Section
			title={say().places.signedMessages}
			aside={
				signed.length > mostRows ? (
					<Button
						quiet
						label={say().places.allSignedMessages(signed.length)}
						onClick={() => go("messages")}
					>
						{say().places.all(signed.length)}
					</Button>
				) : null
			}
		>
			<ul class="rows">
				{signed.slice(0, mostRows).map((message) => (
					<SignedRow key={message.id} message={message} />
				))}
			</ul>
		</Section>
	);
};

const SignedMessages = () => {
	const { view } = useShared();
	return (
		<Frame title={say().places.signedMessages} onBack={() => go("home")}>
			<div class="read">
				<Section title={say().places.theNewestFirst}>
					<ul class="rows">
						{signedOf(view).map((message) => (
							<SignedRow key={message.id} message={message} />
						))}
					</ul>
				</Section>
			</div>
		</Frame>
	);
};

const WhatWasSigned = ({
	message: { origin, account, chainId, digest, signedMs, what },
}: MessageRowProps) => {
	const { view } = useShared();
	const now = useNow();
	return (
		<Section title={say().places.whatWasSigned}>
			<dl class="facts">
				<div>
					<dt>{say().places.for}</dt>
					<dd>
						<code class="whole">{origin}</code>
					</dd>
				</div>
				<div>
					<dt>{say().places.what}</dt>
					<dd>{messageKind()[what]}</dd>
				</div>
				<div>
					<dt>{say().places.by}</dt>
					<dd>
						<code class="whole">{checksummed(account)}</code>
					</dd>
				</div>
				<div>
					<dt>{say().places.when}</dt>
					<dd>
						{signedMs === null
							? "—"
							: say().places.ago(durationWords((now - signedMs) / 1000))}
					</dd>
				</div>
				<div>
					<dt>{say().places.siteWasOn}</dt>
					<dd>{chainTitle(view, chainId)}</dd>
				</div>
				<div>
					<dt>{say().places.hash}</dt>
					<dd>
						<Hash value={digest} what={say().places.hash2} />
					</dd>
				</div>
			</dl>
			<p class="small">{say().places.theReceiptHoldsTheMessageWord}</p>
		</Section>
	);
};

const TakeOff = ({
	message: { id },
	onDone,
}: MessageRowProps & { readonly onDone: () => void }) => {
	const { wallet, refresh } = useShared();
	const putting = useWork();
	return (
		<Section title={say().places.takeItOffTheList}>
			<FaultNote fault={putting.fault} title={say().places.itStaysOnTheList} />
			<p class="small">{say().places.whatItAllowsStaysAllowedThe}</p>
			<div class="buttons">
				<Button
					busy={putting.busy}
					onClick={() =>
						void putting.run(async () => {
							await wallet.engine("message.forget", { id });
							await refresh();
							onDone();
						})
					}
				>
					{say().places.remove}
				</Button>
			</div>
		</Section>
	);
};

const Receipt = ({ message }: MessageRowProps) => {
	const { wallet } = useShared();
	const saving = useSaving();
	const { id, origin } = message;
	const done = () => go("home");
	return (
		<Frame
			title={say().places.signedMessage}
			under={hostOf(origin)}
			onBack={done}
			footer={
				<SaveOrDone
					words={say().places.saveReceipt}
					busy={saving.busy}
					onSave={() =>
						saving.save("sextant-message.json", () =>
							wallet.engine("message.export", { id }),
						)
					}
					onDone={done}
				/>
			}
		>
			<div class="read">
				<FaultNote
					fault={saving.fault}
					title={say().places.theFileWasNotSaved}
				/>
				<WhatWasSigned message={message} />
				<TakeOff message={message} onDone={done} />
			</div>
		</Frame>
	);
};

const SignedMessage = ({ id }: { readonly id: string }) => {
	const { view } = useShared();
	const message = signedOf(view).find((one) => one.id === id);
	return message === undefined ? (
		<Frame title={say().places.signedMessage} onBack={() => go("home")}>
			<p class="lead">{say().places.itIsNotOnTheList}</p>
		</Frame>
	) : (
		<Receipt message={message} />
	);
};

export const MessageScreen = ({
	name,
	id,
}: {
	readonly name: "messages" | "signed";
	readonly id: string;
}) => {
	switch (name) {
		case "messages":
			return <SignedMessages />;
		case "signed":
			return <SignedMessage id={id} />;
	}
};
