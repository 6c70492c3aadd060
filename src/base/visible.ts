// A text of others as it can be shown: what cannot be seen, or would turn the writing around, becomes a sign that can be.

/** Line breaks and tabs are drawn as what they are; all else that has no shape is named by its number. */
const unseen =
	/[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]|(?! )\p{Zs}/gu;

const named = (one: string): string =>
	`⟨${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;

/** Each line break is one, whatever made it, but for those that only some would take for one. */
export const visible = (text: string): string =>
	text
		.replaceAll("\r\n", "\n")
		.replace(unseen, (one) =>
			one === "\n" || one === "\t" ? one : named(one),
		);

/** Does it hold anything that cannot be seen as it stands? */
export const hidesSomething = (text: string): boolean =>
	visible(text) !== text.replaceAll("\r\n", "\n");
