; What electron-builder's uninstaller does before it deletes the program. An update uninstalls too: that removes nothing here.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ; A silent uninstallation asks nothing, and keeps what is the person's. One by click is silent only from here on.
    ClearErrors
    ${GetParameters} $R0
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      ${if} $LANGUAGE == 1036
        StrCpy $R2 "Supprimer aussi vos données : le registre, ses copies et les jetons gardés par Windows ?"
      ${else}
        StrCpy $R2 "Remove your data too: the ledger, its copies and the tokens that Windows keeps?"
      ${endIf}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$R2" IDNO +2
      ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" remove-data --yes'
    ${endIf}
    DeleteRegKey HKCU "Software\Classes\decompte"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${endIf}
!macroend
