// A message that a site asks to have signed. All that is drawn as fact is what the signer read; who asks is the engine's word.
// Closing the window refuses it.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { asFault } from "../../../src/base/fault.ts";
import type {
	MessageApproval,
	MessageView,
} from "../../../src/protocol/message-views.ts";
import { DeviceStage } from "../device/stage.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { Unlock } from "../popup/lock.tsx";
import { Refusal } from "../popup/refusal.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { ClearSays } from "./clear.tsx";
import { namedOn } from "./foretold-words.ts";
import { Gone } from "./gone.tsx";
import {
	LookAt,
	MessageRests,
	WhatItDoes,
	WhatItDoesNot,
	WordForWord,
} from "./message-sections.tsx";
import {
	messageDeed,
	messageDifferences,
	messageTitle,
} from "./message-words.ts";
import { useMessageYes } from "./message-yes.ts";
import { DoneWith, MoreWaits } from "./more.tsx";
import {
	deviceOf,
	GoOnInTab,
	MessageOnDevice,
	mustLeavePopup,
} from "./on-device.tsx";
import { PermitAmount } from "./own-amount.tsx";
import { WhoAsks } from "./sections.tsx";
import { useGuard } from "./use-guard.ts";
import { OfferBlock, type Waiting } from "./waits.tsx";

const pollMs = 2_000;

/** The message as the signer read it; null before the first answer, undefined where it holds none. */
const useRead = (
	id: string,
): {
	readonly read: MessageApproval | undefined | null;
	readonly again: () => void;
} => {
	const { wallet, view, status } = useShared();
	const [held, setHeld] = useState<readonly MessageApproval[] | null>(null);
	const { unlocked } = status;
	const again = useCallback(() => {
		if (!unlocked) return;
		wallet.keys("message.list", undefined).then(setHeld, () => setHeld([]));
	}, [wallet, unlocked]);
	const waiting = view.waiting.map((one) => one.id).join();
	useEffect(() => {
		again();
		const timer = setInterval(again, pollMs);
		return () => clearInterval(timer);
	}, [again, waiting]);
	return {
		read: held === null ? null : held.find((one) => one.id === id),
		again,
	};
};

/** The yes and the no, each once. */
const useMessageDecision = (id: string, onRefused: () => void) => {
	const { wallet, refresh } = useShared();
	const { run, ...given } = useMessageYes(id);
	return {
		...given,
		no: (block: string | null) =>
			void run(async () => {
				if (block !== null)
					await wallet.engine("site.block", { origin: block });
				else
					await wallet
						.keys("message.decide", { id, yes: false })
						.catch(async (thrown: unknown) => {
							// The signer holds none: then it is the engine alone that still keeps it.
							if (asFault(thrown).code !== "order-unknown") throw thrown;
							await wallet.engine("site.answer", { id, allow: false });
						});
				await refresh();
				onRefused();
			}),
	};
};
type MessageDecision = ReturnType<typeof useMessageDecision>;

type ShownMessage = Waiting & {
	readonly read: MessageApproval;
	readonly told: MessageView | undefined;
	readonly again: () => void;
	readonly decision: MessageDecision;
	readonly guard: ReturnType<typeof useGuard>;
};

const Asked = ({ read, decision, guard, count, again }: ShownMessage) => {
	const { view, status } = useShared();
	const { busy, yes, no } = decision;
	const isOffered = view.waiting.some(
		(one) => one.id === read.id && one.offerBlock === true,
	);
	return (
		<Frame
			title={messageTitle(read)}
			under={count ?? hostOf(read.origin)}
			footer={
				<>
					<Button
						busy={busy}
						disabled={!guard.isOpen}
						onClick={() => {
							if (guard.takes()) no(null);
						}}
					>
						{say().message.refuse}
					</Button>
					{mustLeavePopup(deviceOf(status, read.account)) ? (
						<GoOnInTab route={`message/${read.id}`} />
					) : (
						<Button
							main
							busy={busy}
							disabled={!guard.isOpen || view.stopped !== null}
							onClick={() => {
								if (guard.takes()) yes(read);
							}}
						>
							{busy ? say().message.checkingAgain : messageDeed(read)}
						</Button>
					)}
				</>
			}
		>
			<div class="read approval">
				<FaultNote
					fault={view.stopped}
					title={say().message.nothingIsSignedNow}
				/>
				<WhoAsks approval={read} />
				<MessageOnDevice approval={read} />
				<WhatItDoes approval={read} />
				<ClearSays
					clear={read.clear}
					coin={read.chain}
					from={read.account}
					isMine
					named={namedOn(view, read.chain.chainId)}
				/>
				<PermitAmount read={read} onSet={again} />
				<LookAt approval={read} />
				<WhatItDoesNot approval={read} />
				<WordForWord approval={read} />
				<MessageRests approval={read} />
				{isOffered ? (
					<OfferBlock
						busy={busy}
						fault={null}
						isOpen={guard.isOpen}
						onBlock={() => {
							if (guard.takes()) no(read.origin);
						}}
					>
						{" "}
						{say().message.thenNothingOfThisMessageIs}
					</OfferBlock>
				) : null}
			</div>
		</Frame>
	);
};

/** Engine and signer do not say the same: there is no button that signs. */
const Differs = ({ read, told, decision }: ShownMessage) => (
	<Frame
		title={say().message.doNotSignThis}
		under={say().message.engineAndSignerDisagree}
		footer={
			<Button main busy={decision.busy} onClick={() => decision.no(null)}>
				{say().message.refuse}
			</Button>
		}
	>
		<div class="read">
			<Note
				tone="bad"
				role="alert"
				title={say().message.theMessageIsNotWhatThe}
			>
				<p>{say().message.somePartOfThisWalletIs}</p>
			</Note>
			<Section title={say().message.whereTheyDiffer}>
				<ul class="plain differ">
					{told === undefined
						? null
						: messageDifferences(told, read).map(
								({ field, engine, signer }) => (
									<li key={field}>
										<b>{field}</b>
										<p class="was-is">{say().message.engine(engine)}</p>
										<p class="was-is">{say().message.signer(signer)}</p>
									</li>
								),
							)}
				</ul>
			</Section>
		</div>
	</Frame>
);

const Signed = ({
	read,
	more,
	onDone,
}: Pick<ShownMessage, "read" | "more" | "onDone">) => (
	<Frame
		title={say().message.signed}
		under={hostOf(read.origin)}
		footer={<DoneWith more={more} onDone={onDone} />}
	>
		<MoreWaits more={more} />
		<div class="read" role="status">
			<p class="lead">
				<b>{hostOf(read.origin)}</b> {say().message.hasYourSignature}
			</p>
			<p>{say().message.itStandsUnderSignedMessagesWith}</p>
		</div>
	</Frame>
);

/** Before the signer shows it: it is locked, or has not read it. It may be refused unread. */
const NotRead = ({
	read,
	decision,
	guard,
	count,
	onDone,
}: Waiting &
	Pick<ShownMessage, "decision" | "guard"> & {
		readonly read: null | undefined;
	}) => {
	const { status } = useShared();
	return (
		<Frame
			title={
				status.unlocked ? say().message.message : say().message.unlockToDecide
			}
			under={count}
			onBack={onDone}
			footer={
				<Button
					busy={decision.busy}
					disabled={!guard.isOpen}
					onClick={() => {
						if (guard.takes()) decision.no(null);
					}}
				>
					{say().message.refuse}
				</Button>
			}
		>
			<div class="read">
				<FaultNote fault={decision.fault} />
				{status.unlocked ? (
					<p class="lead" role="status">
						{read === null
							? say().message.askingTheSignerWhatItHas
							: say().message.theSignerDoesNotHoldThis}
					</p>
				) : (
					<Unlock why={say().message.aMessageIsWaitingOnceUnlocked} />
				)}
			</div>
		</Frame>
	);
};

export const MessageApproving = ({
	id,
	count,
	more,
	onDone,
}: Waiting & { readonly id: string }) => {
	const { view, status } = useShared();
	const { read, again } = useRead(id);
	const decision = useMessageDecision(id, onDone);
	const told = view.messages?.find((one) => one.id === id);
	const isWaiting = view.waiting.some((one) => one.of === id);
	/** As it was last read: what was decided is drawn from it. */
	const last = useRef<MessageApproval | undefined>(undefined);
	if (read !== null && read !== undefined) last.current = read;
	const differs =
		told !== undefined &&
		read !== null &&
		read !== undefined &&
		messageDifferences(told, read).length > 0;
	const isAsked = status.unlocked && read !== null && read !== undefined;
	const guard = useGuard(
		decision.isGiven
			? null
			: isAsked && !differs
				? `${id} ${read.request} ${read.shown}`
				: `${id} unread`,
	);
	if (decision.isGiven && last.current !== undefined)
		return <Signed read={last.current} more={more} onDone={onDone} />;
	if (decision.device !== null && isAsked && !differs && isWaiting)
		return (
			<DeviceStage
				request={decision.device}
				terms={[]}
				busy={decision.busy}
				fault={decision.fault}
				onSigned={(signature) => decision.yes(read, signature)}
				onBack={decision.leaveDevice}
			/>
		);
	if (decision.fault !== null && last.current !== undefined && isWaiting)
		return (
			<Refusal
				asked={
					<p>
						<b>{hostOf(last.current.origin)}</b>{" "}
						{say().message.askedYouToSignAMessage}
					</p>
				}
				fault={decision.fault}
				again={{
					words: say().message.lookAgain,
					go: () => {
						again();
						decision.clear();
					},
				}}
				also={{
					words: say().message.refuseTheMessage,
					go: () => decision.no(null),
				}}
				busy={decision.busy}
				onBack={onDone}
			/>
		);
	if (!isWaiting && !decision.busy && decision.fault === null)
		return <Gone what="request" count={count} onDone={onDone} />;
	const shown = { decision, guard, count, onDone };
	if (!isAsked)
		return <NotRead {...shown} read={read === null ? null : undefined} />;
	return differs ? (
		<Differs {...{ ...shown, read, told, again }} />
	) : (
		<Asked {...{ ...shown, read, told, again }} />
	);
};
