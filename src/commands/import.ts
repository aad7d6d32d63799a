/** `vaste import …`: foreign files into the database, or tasks into a running service. */
import { importDecisionCommand } from './import-decision.ts'
import { importTasksCommand } from './import-tasks.ts'
import { importZonesCommand } from './import-zones.ts'

export const importCommands = [importTasksCommand, importZonesCommand, importDecisionCommand]
