@echo off
rem Starts the whole system on this machine. Needs a JDK 17 or newer, nothing else. demo --help
setlocal
set "root=%~dp0."
set "jar=%root%\launcher\target\launcher.jar"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"

set "version="
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /i "version"') do set "version=%%~v"
if not defined version (
    echo This needs a JDK 17 or newer, but there's no %java%. Install one, or set JAVA_HOME. 1>&2
    exit /b 2
)
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 (
    echo This needs a JDK 17 or newer, but %java% is %version%. Set JAVA_HOME to a newer one. 1>&2
    exit /b 2
)

if /i "%~1"=="doctor" (
    "%java%" "%root%\launcher\src\main\java\org\acme\launcher\doctor\Doctor.java" "%root%"
    exit /b
)

if not exist "%jar%" goto build
"%java%" -XX:TieredStopAtLevel=1 -cp "%jar%" org.acme.launcher.build.Freshness "%root%"
if not errorlevel 1 goto run

:build
"%java%" "%root%\launcher\src\main\java\org\acme\launcher\build\Build.java" "%root%"
if errorlevel 1 exit /b 2

:run
"%java%" -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Ddemo.root=%root%" -cp "%jar%;%root%\launcher\target\lib\*" org.acme.launcher.Demo %*
exit /b %errorlevel%
