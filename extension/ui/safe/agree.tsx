// An owner's agreement: what the signer read of the Safe's transaction and proved of the Safe. Leaving it decides nothing and takes
// it back from the signer.

import { useEffect, useState } from "preact/hooks";
import type { MessageApproval } from "../../../src/protocol/message-views.ts";
import { accountName } from "../accounts/names.ts";
import { LookAt } from "../approve/message-sections.tsx";
import { useMessageYes } from "../approve/message-yes.ts";
import {
	deviceOf,
	GoOnInTab,
	MessageOnDevice,
	mustLeavePopup,
} from "../approve/on-device.tsx";
import { useGuard } from "../approve/use-guard.ts";
import { DeviceStage } from "../device/stage.tsx";
import { Age } from "../parts/amount.tsx";
import { Button, Facts } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { SafeActing, Whole } from "./acts.tsx";

/** What the signer read; null before it answered. */
const useReading = (id: string): MessageApproval | null => {
	const { wallet } = useShared();
	const [read, setRead] = useState<MessageApproval | null>(null);
	useEffect(() => {
		const look = () =>
			void wallet.keys("message.list", undefined).then(
				(all) => setRead(all.find((one) => one.id === id) ?? null),
				() => setRead(null),
			);
		look();
		const timer = setInterval(look, 2_000);
		return () => clearInterval(timer);
	}, [wallet, id]);
	return read;
};

const Done = ({ onDone }: { readonly onDone: () => void }) => {
	const words = say().safe;
	return (
		<Frame
			title={words.agreedTitle}
			footer={
				<Button main onClick={onDone}>
					{words.done}
				</Button>
			}
		>
			<div class="read" role="status">
				<p class="lead">{words.agreedLead}</p>
			</div>
		</Frame>
	);
};

const Read = ({ read }: { readonly read: MessageApproval }) => {
	const words = say().safe;
	const { view } = useShared();
	const { safe, chain, account, headSlot, asOfS } = read;
	if (safe === undefined) return null;
	return (
		<>
			<MessageOnDevice approval={read} />
			<SafeActing acts={safe} coin={chain} isOrder={false} />
			<LookAt approval={read} />
			<Facts
				facts={[
					{
						name: words.asAccount,
						value: (
							<>
								<b>{accountName(view, account)}</b> <Whole of={account} />
							</>
						),
					},
				]}
			/>
			<WarnLine mark="wait">
				<span>
					{safe.outer === undefined ? words.agreeSays : words.agreeNestedSays}
				</span>
			</WarnLine>
			<p class="small">
				{words.restsOn(groupDigits(headSlot))} <Age asOfS={asOfS} />
			</p>
		</>
	);
};

export const Agreeing = ({
	id,
	route,
	onDone,
}: {
	readonly id: string;
	/** Where it is asked for. */
	readonly route: string;
	readonly onDone: () => void;
}) => {
	const words = say().safe;
	const { wallet, view, status } = useShared();
	const read = useReading(id);
	const { busy, fault, run, isGiven: agreed, ...decision } = useMessageYes(id);
	const isRead = read?.safe !== undefined;
	const guard = useGuard(
		agreed || !isRead ? null : `${id} ${read.request} ${read.shown}`,
	);
	const leave = () =>
		void run(async () => {
			await wallet.engine("safe.leave", { id });
			onDone();
		});
	if (agreed) return <Done onDone={onDone} />;
	if (decision.device !== null && isRead)
		return (
			<DeviceStage
				request={decision.device}
				terms={[]}
				{...{ busy, fault }}
				onSigned={(signature) => decision.yes(read, signature)}
				onBack={decision.leaveDevice}
			/>
		);
	return (
		<Frame
			title={words.agreeTitle}
			under={read?.chain.title}
			footer={
				<>
					<Button busy={busy} onClick={leave}>
						{words.refuse}
					</Button>
					{isRead && mustLeavePopup(deviceOf(status, read.account)) ? (
						<GoOnInTab route={route} />
					) : (
						<Button
							main
							busy={busy}
							disabled={!guard.isOpen || view.stopped !== null}
							onClick={() => {
								if (read !== null && guard.takes()) decision.yes(read);
							}}
						>
							{busy ? words.agreeing : words.agree}
						</Button>
					)}
				</>
			}
		>
			<div class="read approval">
				<FaultNote fault={view.stopped} />
				<FaultNote fault={fault} title={words.notAgreedFault} />
				{isRead ? (
					<Read read={read} />
				) : (
					<p class="lead" role="status">
						{words.notChecked}
					</p>
				)}
			</div>
		</Frame>
	);
};
