// A page of settings: it is left by the way it was come to.

import type { ComponentChildren } from "preact";
import { go } from "../route.ts";
import { Frame } from "./frame.tsx";

export const SettingsPage = ({
	words: { title, under },
	footer,
	children,
}: {
	readonly words: { readonly title: string; readonly under?: string };
	readonly footer?: ComponentChildren;
	readonly children: ComponentChildren;
}) => (
	<Frame
		title={title}
		under={under}
		onBack={() => go("settings")}
		footer={footer}
	>
		<div class="read">{children}</div>
	</Frame>
);
