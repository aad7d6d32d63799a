// What does the frame of every page say in Swedish: header, labels, choices?
import type { frameFi } from './frame-fi.ts'

export const frameSv: Readonly<Record<keyof typeof frameFi, string>> = {
  'page.board': 'Läget',
  'page.board.title': 'Lägestavla',
  'page.compliance': 'Servicenivå',
  'page.compliance.title': 'Uppfyllelse av servicenivån',
  'header.skip': 'Hoppa till innehållet',
  'header.pages': 'Sidor',
  'pages.now': 'Nu',
  'pages.plan': 'Planering',
  'pages.follow-up': 'Uppföljning',
  'table.csv': 'CSV',
  'header.language': 'Språk',
  'header.theme': 'Utseende',
  'header.role': 'Roll',
  'theme.auto': 'Enligt enheten',
  'theme.light': 'Ljust',
  'theme.night': 'Natt',
  'role.commander': 'Fältchef',
  'role.planner': 'Planerare',
  'role.local': 'Lokal användning',
  'role.manager': 'Ledning',
  'footer.product': 'Vaste räknar alla tal ur enskilda uppdrag.',
  'footer.sources': 'Källor',
  'failure.title': 'Uppgiften kunde inte hämtas.',
  // labels
  'notice.label': 'Anmärkningar',
  'notice.demo': 'DEMO',
  'notice.demo.sentence':
    'En del av uppgifterna eller alla kommer från ett demoflöde: de beskriver inte verkliga uppdrag.',
  'notice.placeholder': 'MÅLEN INTE BEKRÄFTADE',
  'notice.placeholder.sentence': 'Tidsmålen är exempelvärden som inte har bekräftats som officiella.',
  'target.placeholder': 'obekräftat',
  'position.all-demo': 'Positionerna är demopositioner',
  'position.demo': 'demoposition',
}
