// One batch of calls in the popup: how it stands, and a way to stop it.

import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { CallsNow } from "./list.tsx";

export const BatchScreen = ({ id }: { readonly id: string }) => {
	const { view, wallet, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const words = say().batches;
	const batch = (view.batches ?? []).find((one) => one.id === id);
	const leave = () => go("activity");
	if (batch === undefined)
		return (
			<Frame title={words.title} onBack={leave}>
				<p class="lead">{words.gone}</p>
			</Frame>
		);
	const isOpen = batch.state === "open";
	const act = () =>
		void run(async () => {
			await wallet.engine(isOpen ? "batch.stop" : "batch.forget", { id });
			await refresh();
		}).then((isDone) => {
			if (isDone && !isOpen) leave();
		});
	return (
		<Frame
			title={words.title}
			under={hostOf(batch.origin)}
			onBack={leave}
			footer={
				<Button busy={busy} onClick={act}>
					{isOpen ? words.stop : words.putAway}
				</Button>
			}
		>
			<div class="read">
				<FaultNote
					fault={fault}
					title={isOpen ? words.notStopped : words.notPutAway}
				/>
				<CallsNow batch={batch} onOrder={(of) => go("order", of)} />
				<Section title={say().siteAsks.whoWantsThis}>
					<p>
						<code class="whole">{batch.origin}</code>
					</p>
				</Section>
				{isOpen ? <p class="small">{words.whatStopDoes}</p> : null}
			</div>
		</Frame>
	);
};
