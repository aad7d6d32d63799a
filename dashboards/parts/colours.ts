// What is a token's colour right now? Canvases cannot read CSS variables, so the browser resolves them here.

export type Colours<Name extends string> = Readonly<Record<Name, string>>

/** `names` without their leading dashes; answers colours as the browser computes them in the present theme. */
export function readColours<Name extends string>(names: readonly Name[]): Colours<Name> {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const colours = {} as Record<Name, string>
  for (const name of names) {
    probe.style.color = `var(--${name})`
    colours[name] = getComputedStyle(probe).color
  }
  probe.remove()
  return colours
}

/** `night` or `light`, whichever is on screen. */
export function themeOnScreen(): 'light' | 'night' {
  const chosen = document.documentElement.getAttribute('data-theme')
  if (chosen === 'light' || chosen === 'night') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'light'
}
